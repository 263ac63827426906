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

/** The words of public cases: names, sentences, and the labels of their facets in every language. */
export class CaseWords {
  readonly #index = new MiniSearch<{ id: string; name: string; text: string }>({
    fields: ['name', 'text'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
  })
  readonly #sentences = new Map<string, Sentence[]>()

  add(found: LibraryCase): void {
    const { document } = found
    const own = [document.lang]
    const sentences = document.sections.flatMap(({ statements }) =>
      statements.map(({ text }) => ({ text, stems: ` ${stemmed(text, own)} ` })),
    )
    this.#sentences.set(found.caseId, sentences)
    this.#index.add({
      id: found.caseId,
      name: stemmed(document.meta.publicName, own),
      text: [
        ...sentences.map(({ stems }) => stems.trim()),
        ...LANGUAGES.map((lang) => stemmed(labelsOf(found, lang).join(' '), [lang])),
      ].join(' '),
    })
  }

  remove(caseId: string): void {
    if (!this.#sentences.delete(caseId)) return
    this.#index.discard(caseId)
    // its words leave memory too, a few at a time
    void this.#index.vacuum()
  }

  /** The ids of cases that hold every word, best first; null when nothing is asked. */
  find(query: string): string[] | null {
    const words = askedWords(query)
    if (words.length === 0) return query.trim() === '' ? null : []
    return this.#index
      .search(
        {
          combineWith: 'AND',
          queries: words.map((word) => ({ combineWith: 'OR', queries: stemsOf(word, LANGUAGES) })),
        },
        { boost: { name: NAME_BOOST }, prefix: (term) => term.length >= PREFIX_MIN_LETTERS },
      )
      .map(({ id }) => String(id))
  }

  /** The sentence of a case that has most of the words, around the first of them; null when they are in its labels. */
  excerpt(caseId: string, query: string): Excerpt | null {
    const words = askedWords(query)
    const wanted = words.map((word) =>
      stemsOf(word, LANGUAGES).map((stem) => (stem.length >= PREFIX_MIN_LETTERS ? ` ${stem}` : ` ${stem} `)),
    )
    let best: { text: string; has: number } | null = null
    for (const { text, stems } of this.#sentences.get(caseId) ?? []) {
      const has = wanted.filter((either) => either.some((stem) => stems.includes(stem))).length
      if (has > (best?.has ?? 0)) best = { text, has }
      if (has === wanted.length) break
    }
    return best && excerptOf(best.text, words)
  }
}

/** A question's words as far as they are looked for: anybody may ask, and each word costs a search in three languages. */
function askedWords(query: string): string[] {
  return wordsOf(query).slice(0, ASKED_WORDS_MAX)
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
  return [...labels, ...document.meta.tags.keywords, ...titles]
}
