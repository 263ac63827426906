import { byCommonOwners, distinctOrganisations, type Owners } from './distinct-organisations.ts'
import {
  CHECKED_FACETS,
  type CheckedFacet,
  fits,
  knownFacets,
  LEVELS,
  type Level,
  type ShownFacets,
  termsAt,
} from './facets.ts'

/** Fewer organisations that fit a description than this, and it tells who is meant. */
export const FACETS_K = 3
/** The most ways out that are offered. */
const PROPOSALS_MAX = 3

/** An organisation of the cohort, or a public case, as the facets describe it. */
export interface Described {
  /** Whose it is: several cases of one organisation count once, and a case of nobody for nobody. */
  readonly organisations: Owners
  readonly facets: ShownFacets
}

/** A coarser description under which nobody stands out. */
export interface Coarsening {
  /** What changes, in the order of the facets. */
  readonly steps: readonly { readonly facet: CheckedFacet; readonly level: Exclude<Level, 'full'> }[]
  /** The facets after it. */
  readonly facets: ShownFacets
  readonly cohort: number
  readonly library: number
}

/** How many fit what a case shows of itself. */
export interface FacetCheck {
  /** Organisations of the cohort that fit, this one included. */
  readonly cohort: number
  /** Organisations with a public case that fit, this one included. */
  readonly library: number
  /** Whether both are enough, or nothing is shown. */
  readonly isSafe: boolean
  /** The smallest coarsenings that make it safe, the best first; none is needed when it is safe. */
  readonly proposals: readonly Coarsening[]
}

/** What a reader loses when a facet is told more coarsely, or not at all; what she searches by costs most. */
const LOSS: Readonly<Record<CheckedFacet, Readonly<Record<Level, number>>>> = {
  sector: { full: 0, group: 1.6, hidden: 4 },
  projectKind: { full: 0, group: 1.5, hidden: 3.8 },
  orgType: { full: 0, group: 1.2, hidden: 2.2 },
  country: { full: 0, group: 2.1, hidden: 2.1 },
  size: { full: 0, group: 1.1, hidden: 2 },
  region: { full: 0, group: 1, hidden: 1 },
}

interface Node {
  readonly levels: readonly Level[]
  readonly loss: number
}

/** What a description needs at least, per facet, to fit: a rank of `LEVELS`; -1 never fits. */
type Needs = readonly number[]

/** How many organisations fit, for every node of the lattice. */
type Counts = (ranks: readonly number[]) => number

/** The place of a node among all combinations of levels. */
const indexOf = (ranks: Needs): number => ranks.reduce((index, rank) => index * LEVELS.length + rank, 0)
const NODES = LEVELS.length ** CHECKED_FACETS.length

/** Counts who fits at which node: each organisation is put where it begins to fit, then the numbers are summed up. */
function countFitting(shown: ShownFacets, described: readonly Described[]): Counts {
  const ways = CHECKED_FACETS.map((facet) => LEVELS.map((level) => termsAt(facet, shown[facet], level)))
  const needsOf = ({ facets }: Described): Needs => {
    const known = knownFacets(facets)
    return CHECKED_FACETS.map((facet, at) =>
      (ways[at] ?? []).findIndex((terms) => terms !== null && fits(facet, terms, known[facet])),
    )
  }
  const sums = new Uint32Array(NODES)
  const several: (readonly { readonly needs: Needs; readonly owners: Owners }[])[] = []
  for (const cases of byCommonOwners(described)) {
    const fitting = cases
      .map((one) => ({ needs: needsOf(one), owners: one.organisations }))
      .filter(({ needs }) => needs.every((rank) => rank >= 0))
    const [only, ...more] = fitting
    if (only === undefined) continue
    if (more.length > 0) several.push(fitting)
    else sums[indexOf(only.needs)] = (sums[indexOf(only.needs)] ?? 0) + 1
  }
  // along one facet after the other: whoever fits at a level fits at the coarser ones
  for (let step = 1; step < NODES; step *= LEVELS.length)
    for (let node = 0; node < NODES; node += 1)
      if (Math.floor(node / step) % LEVELS.length > 0)
        sums[node] = (sums[node] ?? 0) + (sums[node - step] ?? 0)
  return (ranks) =>
    several.reduce(
      (count, cases) =>
        count +
        distinctOrganisations(
          cases
            .filter(({ needs }) => needs.every((need, at) => need <= (ranks[at] ?? 0)))
            .map(({ owners }) => owners),
        ),
      sums[indexOf(ranks)] ?? 0,
    )
}

/** Every combination of levels that means something for what is shown, least loss first. */
function lattice(shown: ShownFacets): Node[] {
  let nodes: Node[] = [{ levels: [], loss: 0 }]
  for (const facet of CHECKED_FACETS) {
    const levels = LEVELS.filter((level) => termsAt(facet, shown[facet], level) !== null)
    nodes = nodes.flatMap(({ levels: before, loss }) =>
      levels.map((level) => ({ levels: [...before, level], loss: loss + LOSS[facet][level] })),
    )
  }
  return nodes.sort((a, b) => a.loss - b.loss)
}

/** Whether a node takes away at least as much of every facet as another. */
function isCoarser(node: Node, than: Node): boolean {
  return node.levels.every((level, at) => LEVELS.indexOf(level) >= LEVELS.indexOf(than.levels[at] ?? 'full'))
}

/** What is left of the facets at these levels. */
function facetsAt(shown: ShownFacets, levels: readonly Level[]): ShownFacets {
  const left = CHECKED_FACETS.map((facet, at) => [
    facet,
    termsAt(facet, shown[facet], levels[at] ?? 'full') ?? [],
  ])
  return Object.fromEntries(left) as ShownFacets // one entry per facet
}

/**
 * Counts the organisations that fit what a case shows, in its cohort and in the library, and looks through all
 * coarser descriptions for the smallest that hides it among `k` (R100). What is not known of somebody counts for
 * nobody: a gap in a profile never makes a case look safer than it is.
 */
export function checkFacets(
  shown: ShownFacets,
  others: { readonly cohort: readonly Described[]; readonly library: readonly Described[] },
  k = FACETS_K,
): FacetCheck {
  const inCohort = countFitting(shown, others.cohort)
  const inLibrary = countFitting(shown, others.library)
  const measured = ({ levels }: Node) => {
    const ranks = levels.map((level) => LEVELS.indexOf(level))
    const cohort = 1 + inCohort(ranks)
    const library = 1 + inLibrary(ranks)
    const isBare = CHECKED_FACETS.every((facet, at) => shown[facet].length === 0 || levels[at] === 'hidden')
    return { cohort, library, isSafe: isBare || (cohort >= k && library >= k) }
  }
  const [asShown, ...coarser] = lattice(shown)
  const present = measured(asShown ?? { levels: CHECKED_FACETS.map(() => 'full'), loss: 0 })
  if (present.isSafe) return { cohort: present.cohort, library: present.library, isSafe: true, proposals: [] }
  const chosen: Node[] = []
  const proposals: Coarsening[] = []
  for (const node of coarser) {
    if (proposals.length === PROPOSALS_MAX) break
    if (chosen.some((known) => isCoarser(node, known))) continue
    const { cohort, library, isSafe } = measured(node)
    if (!isSafe) continue
    chosen.push(node)
    const steps = CHECKED_FACETS.flatMap((facet, at) => {
      const level = node.levels[at]
      return level === undefined || level === 'full' ? [] : [{ facet, level }]
    })
    proposals.push({ steps, facets: facetsAt(shown, node.levels), cohort, library })
  }
  return { cohort: present.cohort, library: present.library, isSafe: false, proposals }
}
