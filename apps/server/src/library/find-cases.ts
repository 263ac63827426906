import {
  CASE_FACETS,
  type CaseFacetId,
  COUNT_MIN,
  type ShownCount,
  shownCount,
  suppressCounts,
} from '@tablee/cases'
import { VOCABULARIES } from '@tablee/templates'
import type { BitSet } from './bit-set.ts'
import type { Shelf } from './library.ts'
import type { LibraryCase } from './library-case.ts'
import type { LibraryQuery } from './read-query.ts'

/** Cases on one page of the library. */
const PAGE_CASES = 24

/** A term of a facet, and how many of the cases that answer to the other facets have it. */
export interface TermCount {
  readonly term: string
  readonly count: ShownCount
  readonly isChosen: boolean
}

/** What the library answers. */
export interface LibraryAnswer {
  readonly total: ShownCount
  /** Those of this page. */
  readonly cases: readonly LibraryCase[]
  /** All that answer, to be counted. */
  readonly found: readonly LibraryCase[]
  readonly places: BitSet
  /** Whether cases are kept back because so few answer. */
  readonly isKeptBack: boolean
  readonly page: number
  readonly pages: number
  readonly facets: readonly { readonly facet: CaseFacetId; readonly terms: readonly TermCount[] }[]
}

const TERMS: ReadonlyMap<string, readonly string[]> = new Map(
  VOCABULARIES.map(({ id, terms }) => [id, terms.map((term) => term.id)]),
)

/**
 * Finds cases. Who is no editor (`full` is false) reads no count under three of a choice of facets, nor the cases
 * under another name that so small a choice would point out, whether it was ticked or typed.
 */
export function findCases(shelf: Shelf, query: LibraryQuery, { full }: { full: boolean }): LibraryAnswer {
  const { facets, words } = shelf
  const { choices } = query
  const hits = full
    ? (words.find(query.words)?.map(({ caseId }) => caseId) ?? null)
    : openHits(shelf, query.words)
  const among = hits === null ? facets.all : facets.placesOf(hits)
  const places = facets.chosen(among, choices)
  const inOrder = hits === null ? shelf.byName : ranked(shelf, hits)
  const found = inOrder.filter((each) => facets.isIn(each, places))
  const isSmall = !full && choices.size > 0 && found.length < COUNT_MIN
  const shown = isSmall ? found.filter(({ isNamed }) => isNamed) : found
  const pages = Math.max(1, Math.ceil(shown.length / PAGE_CASES))
  const page = Math.min(query.page, pages)
  return {
    total: isSmall ? shownCount(found.length) : { shown: 'exact', count: found.length },
    cases: shown.slice((page - 1) * PAGE_CASES, page * PAGE_CASES),
    found,
    places,
    isKeptBack: isSmall,
    page,
    pages,
    facets: CASE_FACETS.map(({ id, vocabulary }) => {
      const others = facets.chosen(among, choices, id)
      const terms = TERMS.get(vocabulary) ?? []
      const counts = terms.map((term) => facets.count(id, term, others))
      const shownCounts = full
        ? counts.map((count): ShownCount => ({ shown: 'exact', count }))
        : suppressCounts(counts)
      return {
        facet: id,
        terms: terms.map((term, at) => ({
          term,
          count: shownCounts[at] ?? { shown: 'few' },
          isChosen: choices.get(id)?.includes(term) === true,
        })),
      }
    }),
  }
}

/**
 * What words find for everybody. Where the labels of facets are all that leads to fewer than three cases, those under
 * another name are not found, and not counted either: as if nobody were called so.
 */
function openHits({ words, byId }: Shelf, asked: string): string[] | null {
  const hits = words.find(asked)
  if (hits === null) return null
  const isOpen = hits.filter(({ isSaid }) => !isSaid).length >= COUNT_MIN
  return hits
    .filter(({ caseId, isSaid }) => isOpen || isSaid || byId.get(caseId)?.isNamed === true)
    .map(({ caseId }) => caseId)
}

/** Hits as cases, best first. */
function ranked({ byId }: Shelf, hits: readonly string[]): LibraryCase[] {
  return hits.flatMap((id) => byId.get(id) ?? [])
}
