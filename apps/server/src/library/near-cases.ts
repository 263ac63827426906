import { CASE_FACETS, type CaseFacetId } from '@tablee/cases'
import type { Shelf } from './library.ts'
import type { LibraryCase } from './library-case.ts'

/** Cases that are offered to a group at most. */
const OFFERED_MAX = 5
/** Below this likeness a case has nothing to say to the group. */
const LIKENESS_MIN = 0.05

/** What describes a group's own project, by facet. */
export type OwnTerms = ReadonlyMap<CaseFacetId, ReadonlySet<string>>

/** A public case that has something in common with a board. */
export interface NearCase {
  readonly found: LibraryCase
  readonly shared: readonly { readonly facet: CaseFacetId; readonly term: string }[]
}

/** What likeness is made of: what is done and what is met counts for more than where. */
const WEIGHTS: Readonly<Partial<Record<CaseFacetId, number>>> = {
  projectKind: 4,
  obstacle: 3,
  opportunity: 2,
  effect: 2,
  sector: 2,
  pooling: 2,
  sourcing: 2,
  stakes: 2,
  outcome: 1,
  funding: 1,
  orgType: 1,
  size: 1,
}
/** Facets by which a case is near; the others only tell near ones apart. */
const TELLING: readonly CaseFacetId[] = [
  'projectKind',
  'obstacle',
  'opportunity',
  'effect',
  'sector',
  'stakes',
]

/**
 * The public cases that are most like a project, by the terms that both chose and nothing else: weighted Jaccard over
 * the facets that the project says something of, rare terms counting for more. No text is read, and nobody's own case
 * is left out: what is missing would say whose it is.
 */
export function nearCases({ byName }: Pick<Shelf, 'byName'>, own: OwnTerms): NearCase[] {
  const frequency = new Map<string, number>()
  for (const { terms } of byName)
    for (const [facet, list] of terms)
      for (const term of list) frequency.set(`${facet} ${term}`, (frequency.get(`${facet} ${term}`) ?? 0) + 1)
  const weightOf = (facet: CaseFacetId, term: string): number =>
    (WEIGHTS[facet] ?? 0) * Math.log(1 + byName.length / (frequency.get(`${facet} ${term}`) ?? 1))
  return byName
    .map((found) => ({ found, ...likeness(found, own, weightOf) }))
    .filter(({ like, shared }) => like >= LIKENESS_MIN && shared.some(({ facet }) => TELLING.includes(facet)))
    .sort((a, b) => b.like - a.like)
    .slice(0, OFFERED_MAX)
    .map(({ found, shared }) => ({ found, shared }))
}

function likeness(
  found: LibraryCase,
  own: OwnTerms,
  weightOf: (facet: CaseFacetId, term: string) => number,
): { like: number; shared: NearCase['shared'] } {
  let both = 0
  let either = 0
  const shared: { facet: CaseFacetId; term: string; weight: number }[] = []
  for (const { id: facet } of CASE_FACETS) {
    const mine = own.get(facet)
    if (mine === undefined || mine.size === 0) continue
    const theirs = new Set(found.terms.get(facet))
    for (const term of new Set([...mine, ...theirs])) {
      const weight = weightOf(facet, term)
      either += weight
      if (!mine.has(term) || !theirs.has(term) || weight === 0) continue
      both += weight
      shared.push({ facet, term, weight })
    }
  }
  const like = either === 0 ? 0 : both / either
  return {
    like,
    shared: shared.sort((a, b) => b.weight - a.weight).map(({ facet, term }) => ({ facet, term })),
  }
}
