import { LANGUAGES, type Lang } from '@tablee/board'
import { CASE_FACETS, type CaseFacetId } from '@tablee/cases'
import { termLabel } from '@tablee/templates'
import * as z from 'zod'
import type { Choices } from './facet-index.ts'

const WORDS_MAX = 200
/** Terms of one facet that can be chosen at once. */
const TERMS_MAX = 8
/** Cases that are compared side by side. */
const COMPARED_MAX = 4

/** An address of the library, parsed: what readers and search engines append is never an error. */
export const libraryQuerySchema = z
  .record(z.string(), z.union([z.string().max(400), z.array(z.string().max(400)).max(40)]).catch(''))
  .catch({})

/** What a reader asks the library for. */
export interface LibraryQuery {
  readonly words: string
  readonly choices: Choices
  /** From 1. */
  readonly page: number
}

/** What is asked for when nothing is. */
export const WHOLE_LIBRARY: LibraryQuery = { words: '', choices: new Map(), page: 1 }

type RawQuery = z.infer<typeof libraryQuerySchema>

/** The language that an address names. */
export function readLang(raw: RawQuery): Lang | null {
  return LANGUAGES.find((lang) => lang === raw['lang']) ?? null
}

/** The words, terms and page that an address names; unknown terms are none. */
export function readLibraryQuery(raw: RawQuery): LibraryQuery {
  const page = Number(first(raw['page']))
  const choices = new Map<CaseFacetId, readonly string[]>()
  for (const { id, vocabulary } of CASE_FACETS) {
    const terms = [...new Set(listed(raw[id]))]
      .filter((term) => termLabel(vocabulary, term, 'fr') !== undefined)
      .sort()
      .slice(0, TERMS_MAX)
    if (terms.length > 0) choices.set(id, terms)
  }
  return {
    words: first(raw['q']).replace(/\s+/g, ' ').trim().slice(0, WORDS_MAX),
    choices,
    page: Number.isSafeInteger(page) && page > 1 ? page : 1,
  }
}

/** The addresses of the cases to compare, each once; `isCut` when more were chosen than stand side by side. */
export function readCompared(raw: RawQuery): { slugs: string[]; isCut: boolean } {
  const slugs = [...new Set(listed(raw['cas']))].filter((slug) => /^[a-z0-9-]{1,80}$/.test(slug))
  return { slugs: slugs.slice(0, COMPARED_MAX), isCut: slugs.length > COMPARED_MAX }
}

/** The same question as names and values of an address, always in the same order. */
export function queryOf({ words, choices, page }: LibraryQuery): [name: string, value: string][] {
  return [
    ...(words === '' ? [] : [['q', words] as [string, string]]),
    ...[...choices].flatMap(([facet, terms]) => terms.map((term): [string, string] => [facet, term])),
    ...(page > 1 ? [['page', String(page)] as [string, string]] : []),
  ]
}

/** The choices with one term more, or without it when it was among them. */
export function withTerm(choices: Choices, facet: CaseFacetId, term: string): Choices {
  const chosen = choices.get(facet) ?? []
  const terms = chosen.includes(term) ? chosen.filter((other) => other !== term) : [...chosen, term].sort()
  // in the order of all facets, whatever was chosen first
  return new Map(
    CASE_FACETS.flatMap(({ id }) => {
      const list = id === facet ? terms : (choices.get(id) ?? [])
      return list.length > 0 ? [[id, list] as const] : []
    }),
  )
}

const listed = (value: string | string[] | undefined): string[] => (value === undefined ? [] : [value].flat())
const first = (value: string | string[] | undefined): string => listed(value)[0] ?? ''
