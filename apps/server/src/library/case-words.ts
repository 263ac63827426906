import { LANGUAGES, type Lang } from '@tablee/board'
import { CASE_FACETS, OUTLINE } from '@tablee/cases'
import { termLabel } from '@tablee/templates'
import MiniSearch from 'minisearch'
import { type Excerpt, excerptOf } from '../search/excerpt.ts'
import { PREFIX_MIN_LETTERS, stemsOf, wordsOf } from '../search/stems.ts'
import type { LibraryCase } from './library-case.ts'

/** A word in a name counts for more than the same word in a sentence. */
const NAME_BOOST = 3

interface Sentence {
  text: string
  /** Its stems with a space around each. */
  stems: string
}

/** Words of a question; the ninth of a sentence hardly narrows down what the first eight found. */
const ASKED_WORDS_MAX = 8

/** What a question is looked for in: what a case says itself, and how its facets are called. */
const FIELDS = ['name', 'text', 'labels']
const LABELS = 'labels'

/** A case that holds every word of a question. */
export interface FoundCase {
  readonly caseId: string
  /** Whether it says every word itself: the label of a facet has told none of them. */
  readonly isSaid: boolean
}

/** A case with its sentences as they are looked through. */
interface ReadCase {
  readonly found: LibraryCase
  readonly sentences: readonly Sentence[]
}

/** What is looked through of a case: its stems, by where they stand. */
interface IndexedCase {
  readonly id: string
  readonly name: string
  readonly text: string
  readonly labels: string
}

/** The words of public cases: names, sentences, keywords, and the labels of their facets in every language. */
export class CaseWords {
  readonly #index = new MiniSearch<IndexedCase>({
    fields: FIELDS,
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
  })
  readonly #cases = new Map<string, ReadCase>()
  /** Those that are found no more, and whose words the index has still. */
  readonly #leaving = new Map<string, ReadCase>()

  add(found: LibraryCase): void {
    const { document } = found
    if (this.#leaving.has(found.caseId)) this.#letGo()
    const sentences = document.sections.flatMap(({ statements }) =>
      statements.map(({ text }) => ({ text, stems: ` ${stemmed(text, [document.lang])} ` })),
    )
    this.#cases.set(found.caseId, { found, sentences })
    this.#index.add(indexed(found, sentences))
  }

  remove(caseId: string): void {
    const known = this.#cases.get(caseId)
    if (known === undefined) return
    this.#cases.delete(caseId)
    // its words leave memory too, once whoever asks now has her answer
    if (this.#leaving.size === 0) setImmediate(() => this.#letGo())
    this.#leaving.set(caseId, known)
  }

  /** At once: while the index cleans in steps of its own, no other case may enter it. */
  #letGo(): void {
    for (const { found, sentences } of this.#leaving.values()) this.#index.remove(indexed(found, sentences))
    this.#leaving.clear()
  }

  /** The cases that hold every word, best first; null when nothing is asked. */
  find(query: string): FoundCase[] | null {
    const words = askedWords(query)
    if (words.length === 0) return query.trim() === '' ? null : []
    const asked = words.map((word) => stemsOf(word, LANGUAGES))
    return this.#index
      .search(
        {
          combineWith: 'AND',
          queries: asked.map((stems) => ({ combineWith: 'OR', queries: stems })),
        },
        { boost: { name: NAME_BOOST }, prefix: (term) => term.length >= PREFIX_MIN_LETTERS },
      )
      .filter(({ id }) => this.#cases.has(String(id)))
      .map(({ id, match }) => ({ caseId: String(id), isSaid: isSaid(asked, match) }))
  }

  /** The sentence of a case that has most of the words, around the first of them; null when they are in its labels. */
  excerpt(caseId: string, query: string): Excerpt | null {
    const words = askedWords(query)
    const wanted = words.map((word) =>
      stemsOf(word, LANGUAGES).map((stem) => (stem.length >= PREFIX_MIN_LETTERS ? ` ${stem}` : ` ${stem} `)),
    )
    let best: { text: string; has: number } | null = null
    for (const { text, stems } of this.#cases.get(caseId)?.sentences ?? []) {
      const has = wanted.filter((either) => either.some((stem) => stems.includes(stem))).length
      if (has > (best?.has ?? 0)) best = { text, has }
      if (has === wanted.length) break
    }
    return best && excerptOf(best.text, words)
  }
}

/** Whether each word stands in something else than labels; `match`: the stems that were found, with where they stand. */
function isSaid(
  asked: readonly (readonly string[])[],
  match: Readonly<Record<string, readonly string[]>>,
): boolean {
  let said = ' '
  for (const stem in match) if (match[stem]?.some((field) => field !== LABELS)) said += `${stem} `
  return asked.every((stems) =>
    stems.some((stem) => said.includes(stem.length >= PREFIX_MIN_LETTERS ? ` ${stem}` : ` ${stem} `)),
  )
}

/** A question's words as far as they are looked for: anybody may ask, and each word costs a search in three languages. */
function askedWords(query: string): string[] {
  return wordsOf(query).slice(0, ASKED_WORDS_MAX)
}

function indexed(found: LibraryCase, sentences: readonly Sentence[]): IndexedCase {
  const { lang, meta } = found.document
  return {
    id: found.caseId,
    name: stemmed(meta.publicName, [lang]),
    text: [
      ...sentences.map(({ stems }) => stems.trim()),
      ...meta.tags.keywords.map((keyword) => stemmed(keyword, LANGUAGES)),
    ].join(' '),
    labels: LANGUAGES.map((each) => stemmed(labelsOf(found, each).join(' '), [each])).join(' '),
  }
}

function stemmed(text: string, languages: readonly Lang[]): string {
  return wordsOf(text)
    .flatMap((word) => stemsOf(word, languages))
    .join(' ')
}

function labelsOf({ document, terms }: LibraryCase, lang: Lang): string[] {
  const labels = CASE_FACETS.flatMap(({ id, vocabulary }) =>
    (terms.get(id) ?? []).flatMap((term) => termLabel(vocabulary, term, lang) ?? []),
  )
  const titles = OUTLINE.filter(({ id }) => document.sections.some((section) => section.id === id)).map(
    ({ title }) => title[lang],
  )
  return [...labels, ...titles]
}
