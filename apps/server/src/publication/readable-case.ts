import type { Lang } from '@tablee/board'
import {
  axisLabel,
  CASE_FACETS,
  type CaseFacetId,
  caseTerms,
  OUTLINE,
  type OutlineBlock,
  type PublishableSection,
  type PublishedCase,
  type PublishedStatement,
  STATEMENT_VOCABULARIES,
} from '@tablee/cases'
import type { ReadableCase } from '@tablee/contract'
import { termLabel } from '@tablee/templates'
import { libraryTexts, type PageTextKey, pageTexts } from '../texts.ts'
import { typeset } from './pages/typeset.ts'
import type { Publishable } from './publishable.ts'

/** A part of a case with its sections, and what is read in each from top to bottom. */
export type ReadableBlock = ReadableCase['blocks'][number]
/** One sentence as it is read, with what stands beside it. */
export type ReadableItem = ReadableBlock['sections'][number]['items'][number]

/** A picture of a case, with what is read out of it. */
export type ReadableImage = ReadableCase['images'][number]

/** Opportunities, obstacles and effects stand with the sentences that say them. */
const IN_THE_TEXT: readonly CaseFacetId[] = ['opportunity', 'obstacle', 'effect']

/** The parts of a case in the order of its page, and the names of their titles. */
const BLOCKS: readonly { id: OutlineBlock; title: PageTextKey }[] = [
  { id: 'context', title: 'blockContext' },
  { id: 'project', title: 'blockProject' },
  { id: 'hindsight', title: 'blockHindsight' },
]

/**
 * A case as it is read, in the order of its page: the public page, the preview and what an organisation is shown before
 * it answers are all made of this, so that none says more than another.
 */
export function readableCase({ document, naming, counted }: Publishable, lang: Lang): ReadableCase {
  return {
    publicName: document.meta.publicName,
    lang: document.lang,
    naming: naming === 'named' ? null : libraryTexts(lang)('pseudonym'),
    facts: readableFacts(document, lang),
    blocks: readableBlocks(document, lang),
    images: (document.images ?? []).map(({ alt, ...image }) => ({
      ...image,
      alt: typeset(alt, document.lang),
    })),
    counted: counted.flatMap((tag) => tagLabels(tag, lang)),
  }
}

/** The labels of a case's facets, those that are chosen, in reading order. */
function facetLabels(document: PublishedCase, lang: Lang): { facet: CaseFacetId; labels: string[] }[] {
  const terms = caseTerms(document)
  return CASE_FACETS.filter(({ id }) => !IN_THE_TEXT.includes(id))
    .map(({ id, vocabulary }) => ({
      facet: id,
      labels: (terms.get(id) ?? []).flatMap((term) => termLabel(vocabulary, term, lang) ?? []),
    }))
    .filter(({ labels }) => labels.length > 0)
}

function readableFacts(document: PublishedCase, lang: Lang): ReadableCase['facts'] {
  const t = pageTexts(lang)
  return [
    ...facetLabels(document, lang).map(({ facet, labels }) => ({ label: t(facet), values: labels })),
    ...(['period', 'keywords', 'maturity'] as const)
      .map((id) => ({ label: t(id), values: factWords(document, id, lang) }))
      .filter(({ values }) => values.length > 0),
    { label: t('year'), values: [String(document.year)] },
  ]
}

/** What a case says of itself beside its facets, in words: its period, its keywords, how each axis of its maturity went. */
export function factWords(
  { meta: { tags } }: PublishedCase,
  fact: 'period' | 'keywords' | 'maturity',
  lang: Lang,
): string[] {
  if (fact === 'period') return tags.period === null ? [] : [tags.period]
  if (fact === 'keywords') return [...tags.keywords]
  const t = libraryTexts(lang)
  return (tags.maturity ?? []).map(({ axis, change }) => `${axisLabel(axis, lang) ?? axis} (${t(change)})`)
}

/** The sections of a case under their parts, also of one that is still being decided. */
export function readableBlocks(
  { sections, lang: textLang }: { sections: readonly PublishableSection[]; lang: Lang },
  lang: Lang,
): ReadableBlock[] {
  const known = new Set(sections.flatMap(({ statements }) => statements.map(({ id }) => id)))
  return BLOCKS.map(({ id: block, title }) => ({
    id: block,
    title: pageTexts(lang)(title),
    sections: OUTLINE.filter((entry) => entry.block === block).flatMap(({ id, title: words }) => {
      const found = sections.find((section) => section.id === id)
      if (found === undefined) return []
      return [{ id, title: words[lang], items: itemsOf(found.statements, { lang, textLang, known }) }]
    }),
  })).filter(({ sections: some }) => some.length > 0)
}

/** The reader's language, that of the text, and which statements there are: only to those it leads. */
interface Reading {
  readonly lang: Lang
  readonly textLang: Lang
  readonly known: ReadonlySet<string>
}

/** Statements with the quotes and answers that belong to them one step in. */
function itemsOf(statements: readonly PublishedStatement[], reading: Reading): ReadableItem[] {
  const here = new Set(statements.map(({ id }) => id))
  const withUnder = (statement: PublishedStatement, depth: number): ReadableItem[] => [
    itemOf(statement, depth, reading),
    ...statements.filter(({ of }) => of === statement.id).flatMap((other) => withUnder(other, depth + 1)),
  ]
  return statements
    .filter(({ of }) => of === undefined || !here.has(of))
    .flatMap((statement) => withUnder(statement, 0))
}

function itemOf(statement: PublishedStatement, depth: number, reading: Reading): ReadableItem {
  const { lang, textLang, known } = reading
  const isAnswer = statement.of !== undefined && statement.quote !== true
  return {
    id: statement.id,
    depth,
    before: isAnswer ? pageTexts(lang)('answer') : null,
    text: typeset(statement.text, textLang),
    marks: besideWords(statement, lang),
    otherViews: (statement.contrast ?? []).filter((id) => known.has(id)),
  }
}

/** Who says it, when, and what it is an example of. */
function besideWords(
  { role, sign, relTime, phase, audience, stake, tags }: PublishedStatement,
  lang: Lang,
): string[] {
  const label = (vocabulary: string, term: string | undefined): string[] =>
    term === undefined ? [] : [termLabel(vocabulary, term, lang) ?? []].flat()
  return [
    ...label('roleClass', role),
    ...(relTime === undefined ? [] : [relTime]),
    ...label('phase', phase),
    ...label('effectPolarity', sign),
    ...tags.flatMap((tag) => tagLabels(tag, lang)),
    ...label('audience', audience),
    ...label('stake', stake),
  ]
}

function tagLabels(tag: string, lang: Lang): string[] {
  return STATEMENT_VOCABULARIES.flatMap((vocabulary) => termLabel(vocabulary, tag, lang) ?? [])
}
