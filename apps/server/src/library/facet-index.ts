import type { CaseFacetId } from '@tablee/cases'
import { BitSet } from './bit-set.ts'
import type { LibraryCase } from './library-case.ts'

/** Terms chosen of each facet: one of them is enough, of every facet one. */
export type Choices = ReadonlyMap<CaseFacetId, readonly string[]>

/** Which cases have which terms, as sets of places. */
export class FacetIndex {
  readonly #places = new Map<string, number>()
  readonly #cases: (LibraryCase | null)[] = []
  readonly #free: number[] = []
  readonly #terms = new Map<string, BitSet>()
  readonly #all = new BitSet()

  add(found: LibraryCase): void {
    const place = this.#free.pop() ?? this.#cases.length
    this.#places.set(found.caseId, place)
    this.#cases[place] = found
    this.#all.add(place)
    for (const key of keysOf(found)) {
      const places = this.#terms.get(key) ?? new BitSet()
      places.add(place)
      this.#terms.set(key, places)
    }
  }

  remove(caseId: string): void {
    const place = this.#places.get(caseId)
    const found = place === undefined ? null : this.#cases[place]
    if (place === undefined || !found) return
    for (const key of keysOf(found)) this.#terms.get(key)?.delete(place)
    this.#all.delete(place)
    this.#cases[place] = null
    this.#places.delete(caseId)
    this.#free.push(place)
  }

  get all(): BitSet {
    return this.#all
  }

  /** The places of cases by id. */
  placesOf(caseIds: Iterable<string>): BitSet {
    const places = new BitSet()
    for (const id of caseIds) {
      const place = this.#places.get(id)
      if (place !== undefined) places.add(place)
    }
    return places
  }

  isIn({ caseId }: LibraryCase, places: BitSet): boolean {
    const place = this.#places.get(caseId)
    return place !== undefined && places.has(place)
  }

  /** The cases that answer to all choices, those of one facet aside. */
  chosen(among: BitSet, choices: Choices, except?: CaseFacetId): BitSet {
    let places = among
    for (const [facet, terms] of choices) {
      if (facet === except || terms.length === 0) continue
      places = places.and(
        terms.reduce((either, term) => either.or(this.#placesOf(facet, term)), new BitSet()),
      )
    }
    return places
  }

  /** How many of some cases have a term. */
  count(facet: CaseFacetId, term: string, among: BitSet): number {
    return this.#placesOf(facet, term).countWith(among)
  }

  #placesOf(facet: CaseFacetId, term: string): BitSet {
    return this.#terms.get(keyOf(facet, term)) ?? NONE
  }
}

const NONE = new BitSet()

const keyOf = (facet: CaseFacetId, term: string): string => `${facet} ${term}`

function keysOf({ terms }: LibraryCase): string[] {
  return [...terms].flatMap(([facet, chosen]) => chosen.map((term) => keyOf(facet, term)))
}
