import { type CaseFacetId, countWithHidden, type ShownCount, suppressCounts } from '@tablee/cases'
import { VOCABULARIES } from '@tablee/templates'
import type { BitSet } from '../bit-set.ts'
import type { Shelf } from '../library.ts'
import type { LibraryCase } from '../library-case.ts'

/** A tag, how many cases have it, and which of those on the page may be shown with it. */
export interface TagRow {
  readonly term: string
  readonly count: ShownCount
  /** Whether each case of the page is marked, in their order. */
  readonly marks: readonly boolean[]
}

/** Facets of what was learnt, each a vocabulary of its own. */
export type LearntFacet = Extract<CaseFacetId, 'opportunity' | 'obstacle' | 'effect'>

/** Which cases are counted, and what who asks may read. */
export interface Counted {
  readonly shelf: Shelf
  readonly places: BitSet
  /** All of the library: only then tags that are said nowhere are counted. */
  readonly isWhole: boolean
  readonly full: boolean
  /** Whether who asks may read exactly how many are counted unsaid. */
  readonly tellsHidden: boolean
  /** The present one: of its cases none is counted unsaid yet, or it would be told by what its publication changes. */
  readonly year: number
}

/** How many of some cases have each term of a vocabulary; who is no editor reads no small one. */
function termCounts(
  { shelf, places, isWhole, full, tellsHidden, year }: Counted,
  facet: CaseFacetId,
  terms: readonly string[],
): ShownCount[] {
  const isOld = (since: number): boolean => tellsHidden || since < year
  const hidden = isWhole
    ? [
        ...shelf.byName.filter(({ document }) => isOld(document.year)).flatMap(({ counted }) => counted),
        ...shelf.counts.filter((count) => isOld(count.year)).flatMap(({ tags }) => tags),
      ]
    : []
  const counts = terms.map((term) => {
    const told = shelf.facets.count(facet, term, places)
    const untold = hidden.filter((each) => each === term).length
    return tellsHidden ? told + untold : countWithHidden(told, untold)
  })
  return full ? counts.map((count): ShownCount => ({ shown: 'exact', count })) : suppressCounts(counts)
}

/**
 * The matrix tag × case: every tag that somebody has, with the cases of a page that have it. Where the count is not told,
 * nobody under another name is marked: the marks would count them.
 */
export function tagRows(counted: Counted, facet: LearntFacet, cases: readonly LibraryCase[]): TagRow[] {
  const terms = VOCABULARIES.find(({ id }) => id === facet)?.terms.map(({ id }) => id) ?? []
  const counts = termCounts(counted, facet, terms)
  return terms
    .map((term, at): TagRow => {
      const count = counts[at] ?? { shown: 'few' }
      const isOpen = counted.full || count.shown === 'exact'
      return {
        term,
        count,
        marks: cases.map(
          ({ terms: own, isNamed }) => (isOpen || isNamed) && own.get(facet)?.includes(term) === true,
        ),
      }
    })
    .filter(
      ({ count, marks }) =>
        (count.shown === 'exact' ? count.count > 0 : count.shown === 'withheld') || marks.includes(true),
    )
    .sort((a, b) => sizeOf(b) - sizeOf(a))
}

function sizeOf({ count, marks }: TagRow): number {
  if (count.shown === 'exact') return count.count * 1_000
  return count.shown === 'withheld' ? 2_500 : marks.filter(Boolean).length
}
