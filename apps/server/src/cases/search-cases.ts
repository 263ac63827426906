import { LANGUAGES, type Lang } from '@tablee/board'
import { OUTLINE, type PublishedCase } from '@tablee/cases'
import { termLabel } from '@tablee/templates'
import MiniSearch from 'minisearch'
import { PREFIX_MIN_LETTERS, stemsOf, wordsOf } from '../search/stems.ts'

/** A word in a name counts for more than the same word in a sentence. */
const NAME_BOOST = 3

/** A search over public cases. */
export interface CaseSearch {
  /** The cases that hold every word, best first; all of them, by name, for an empty query. */
  find(query: string): PublishedCase[]
}

/** Indexes public cases: names, text, and the labels of their facets in every language. */
export function indexCases(cases: readonly PublishedCase[]): CaseSearch {
  const index = new MiniSearch<{ id: string; name: string; text: string }>({
    fields: ['name', 'text'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
  })
  index.addAll(
    cases.map((document) => {
      const stems = (text: string, languages: readonly Lang[]): string =>
        wordsOf(text)
          .flatMap((word) => stemsOf(word, languages))
          .join(' ')
      const own = [document.lang]
      const texts = document.sections.flatMap(({ statements }) => statements.map(({ text }) => text))
      return {
        id: document.slug,
        name: stems(document.meta.publicName, own),
        text: [
          ...texts.map((text) => stems(text, own)),
          ...LANGUAGES.map((lang) => stems(labelsOf(document, lang).join(' '), [lang])),
        ].join(' '),
      }
    }),
  )
  const bySlug = new Map(cases.map((document) => [document.slug, document]))
  const byName = [...cases].sort((a, b) => a.meta.publicName.localeCompare(b.meta.publicName, 'fr'))
  return {
    find(query) {
      const words = wordsOf(query)
      if (words.length === 0) return query.trim() === '' ? byName : []
      const found = index.search(
        {
          combineWith: 'AND',
          queries: words.map((word) => ({ combineWith: 'OR', queries: stemsOf(word, LANGUAGES) })),
        },
        { boost: { name: NAME_BOOST }, prefix: (term) => term.length >= PREFIX_MIN_LETTERS },
      )
      return found.flatMap(({ id }) => bySlug.get(String(id)) ?? [])
    },
  }
}

function labelsOf({ meta, sections }: PublishedCase, lang: Lang): string[] {
  const tags = Object.entries(meta.tags).flatMap(([vocabulary, chosen]) =>
    [chosen].flat().flatMap((id) => (id === null ? [] : (termLabel(vocabulary, id, lang) ?? []))),
  )
  const titles = OUTLINE.filter(({ id }) => sections.some((section) => section.id === id)).map(
    ({ title }) => title[lang],
  )
  return [...tags, ...titles]
}
