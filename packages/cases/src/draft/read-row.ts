import {
  type ColumnDefinition,
  type ContentItem,
  type Lang,
  type Method,
  mainColumn,
  proposeTerms,
  type ZoneDefinition,
} from '@tablee/board'
import { termLabel } from '@tablee/templates'
import { STATEMENT_VOCABULARIES } from '../facets.ts'
import type { DraftSection } from '../outline.ts'
import { NO_STATEMENT_FACETS, type StatementFacets } from './case-draft.ts'
import type { TermProposal } from './draft-note.ts'

/** A row of a table zone, read as a case reads it. */
export interface CaseRow extends StatementFacets {
  readonly text: string
  /** The words of the cells that are statements of their own. */
  readonly quote: string | null
  readonly answer: string | null
  readonly proposals: readonly TermProposal[]
}

/** Where a row stands, and how its words are said. */
export interface RowPlace {
  readonly method: Method
  readonly zone: ZoneDefinition
  readonly section: DraftSection
  readonly lang: Lang
}

/** Sections whose rows somebody tells as her own experience: there a role says who. Elsewhere it says who does it. */
const TOLD_BY_SOMEBODY: ReadonlySet<DraftSection> = new Set<DraftSection>([
  'opportunities',
  'obstacles',
  'effects',
  'pooling',
])

/** Columns that answer an obstacle. */
const ANSWERS: ReadonlySet<string> = new Set(['answer', 'measure', 'fallback'])

/** Choice sets that say who is meant, in words of the sentence. */
const PEOPLE: ReadonlySet<string> = new Set(['stakeholderType', 'roleClass'])

/** The sign that the plainer answers of some methods stand for. */
const SIGNS: Readonly<Record<string, string>> = {
  'plus_minus_unknown/plus': 'po_positif',
  'plus_minus_unknown/minus': 'po_negatif',
  'plus_minus_unknown/unknown': 'po_inconnu',
  'good_bad/good': 'po_positif',
  'good_bad/bad': 'po_negatif',
}

type FacetName = 'role' | 'sign' | 'tags' | 'phase' | 'audience' | 'stake'

/** What a column says of the statement: its set decides, not its name. */
function facetOf(
  { set }: ColumnDefinition,
  section: DraftSection,
): { facet: FacetName; vocabulary: string } | null {
  if (set === undefined) return null
  if (set === 'roleClass') return TOLD_BY_SOMEBODY.has(section) ? { facet: 'role', vocabulary: set } : null
  if (set === 'effectPolarity' || set === 'plus_minus_unknown' || set === 'good_bad')
    return { facet: 'sign', vocabulary: 'effectPolarity' }
  if (set === 'phase' || set === 'audience' || set === 'stake') return { facet: set, vocabulary: set }
  return STATEMENT_VOCABULARIES.some((vocabulary) => vocabulary === set)
    ? { facet: 'tags', vocabulary: set }
    : null
}

/**
 * What a cell that was typed freely may mean: shipped terms only. A word that a programme added to a list is its own
 * and could name it, so it is never published as a term (R95).
 */
export function proposalOf(
  facet: string,
  typed: string,
  { set, vocabulary, lang, method }: { set: string; vocabulary: string; lang: Lang; method: Method },
): TermProposal {
  const list = method.sets.find(({ id }) => id === set)
  const terms = list === undefined ? [] : proposeTerms(list, typed, lang).map(({ id }) => id)
  return { facet, typed, terms: terms.filter((id) => termLabel(vocabulary, id, lang) !== undefined) }
}

/**
 * Reads a row: facets from the cells that chose a term, proposals from those that did not, words from the rest. A note that
 * was sorted out of a table still says what it said there.
 */
export function readCaseRow(item: ContentItem, place: RowPlace): CaseRow {
  const { method, zone, section, lang } = place
  const main = mainColumn(zone)
  const facets: StatementFacets = { ...NO_STATEMENT_FACETS, tags: [] }
  const proposals: TermProposal[] = []
  const before: string[] = []
  const after: string[] = []
  let quote: string | null = null
  let answer: string | null = null

  const own = (zone.options.cols ?? []).map((column) => ({ column, cell: item.cells[column.id] }))
  for (const { column, cell } of [...own, ...(item.carried ?? [])]) {
    if (cell === undefined || column.id === main?.id) continue
    const meant = facetOf(column, section)
    if (meant !== null && column.set !== undefined && (cell.kind === 'term' || cell.kind === 'free')) {
      const { facet, vocabulary } = meant
      const chosen = cell.kind === 'term' ? (SIGNS[`${column.set}/${cell.id}`] ?? cell.id) : null
      if (chosen !== null && termLabel(vocabulary, chosen, lang) !== undefined) choose(facets, facet, chosen)
      else {
        const typed = cell.kind === 'term' ? labelOf(method, column.set, cell.id, lang) : cell.text
        proposals.push(proposalOf(facet, typed, { set: column.set, vocabulary, lang, method }))
      }
    } else if (cell.kind === 'term' && PEOPLE.has(cell.set)) {
      before.push(withoutCode(labelOf(method, cell.set, cell.id, lang)))
    } else if (cell.kind === 'text' && column.id === 'quote') quote = cell.text
    else if (cell.kind === 'text' && section === 'obstacles' && ANSWERS.has(column.id)) answer = cell.text
    else if (column.id === 'relative_time' && cell.kind === 'text') {
      const relTime = readRelTime(cell.text)
      if (relTime === null) proposals.push({ facet: 'relTime', typed: cell.text, terms: [] })
      else facets.relTime = relTime
    } else if (cell.kind === 'text' && column.id === 'title') before.push(cell.text)
    else if (cell.kind === 'text' || cell.kind === 'free') after.push(cell.text)
  }
  // a table without a text column: what was written on the note stands for itself
  const isTable = zone.options.cols !== undefined
  const text =
    main === null && isTable && item.text.trim() !== ''
      ? item.text.trim()
      : sentence({ before, words: isTable ? wordsIn(item, main) : item.text.trim(), after }, lang) ||
        item.title
  return { ...facets, text, quote, answer, proposals }
}

function wordsIn({ cells }: ContentItem, main: ColumnDefinition | null): string {
  const cell = main === null ? undefined : cells[main.id]
  return cell?.kind === 'text' ? cell.text : ''
}

function choose(facets: StatementFacets, facet: FacetName, term: string): void {
  if (facet === 'tags') facets.tags = [...facets.tags, term]
  else facets[facet] ??= term
}

function labelOf(method: Method, set: string, id: string, lang: Lang): string {
  const term = method.sets.find((list) => list.id === set)?.terms.find((found) => found.id === id)
  return term?.label[lang] || term?.label.fr || (termLabel(set, id, lang) ?? id)
}

/** "[DIR] Direction" is "Direction" within a sentence: the code stands for somebody who speaks. */
function withoutCode(label: string): string {
  return label.replace(/^\[[^\]]+\]\s*/, '')
}

/** The words of a row as one sentence: what it is about first, what was noted beside it last. */
function sentence(
  { before, words, after }: { before: readonly string[]; words: string; after: readonly string[] },
  lang: Lang,
): string {
  const body = [words, ...after].filter((part) => part.trim() !== '').join(' – ')
  const about = before.join(', ')
  if (about === '' || body === '') return (about || body).trim()
  return `${about}${lang === 'fr' ? '\u00a0' : ''}: ${body}`.trim()
}

/** "M0", "m + 5", "M-2": months from the start; null for anything else, which may be a date. */
export function readRelTime(typed: string): string | null {
  const found = /^m\s*(?:0|([+-])\s*(\d{1,3}))$/iu.exec(typed.trim())
  if (found === null) return null
  const [, sign, months] = found
  return sign === undefined || months === undefined || Number(months) === 0
    ? 'M0'
    : `M${sign}${Number(months)}`
}
