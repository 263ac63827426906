import { TERM_GROUPS } from '@tablee/templates'

/** The facets by which somebody could tell which organisation a case is about, most useful to readers first. */
export const CHECKED_FACETS = ['sector', 'projectKind', 'orgType', 'country', 'size', 'region'] as const

/** One facet that is checked. */
export type CheckedFacet = (typeof CHECKED_FACETS)[number]

/** Per facet the terms that readers see; none: the facet is hidden. */
export type ShownFacets = Readonly<Record<CheckedFacet, readonly string[]>>

/** The checked facets of any tags, of one term or of several. */
export function facetsOf(
  tags: Readonly<Partial<Record<CheckedFacet, string | readonly string[] | null | undefined>>>,
): ShownFacets {
  const terms = (facet: CheckedFacet): string[] => {
    const value = tags[facet]
    if (value === null || value === undefined) return []
    return typeof value === 'string' ? [value] : [...value].sort()
  }
  return {
    sector: terms('sector'),
    projectKind: terms('projectKind'),
    orgType: terms('orgType'),
    country: terms('country'),
    size: terms('size'),
    region: terms('region'),
  }
}

const GROUPS: ReadonlyMap<string, string> = new Map(
  TERM_GROUPS.flatMap(({ vocabulary, id, terms }) =>
    terms.map((term) => [`${vocabulary}.${term}`, id] as const),
  ),
)

/** The group of a term, or null: the next coarser step is then to hide it. */
function groupOf(facet: CheckedFacet, term: string): string | null {
  return GROUPS.get(`${facet}.${term}`) ?? null
}

/** The country of a region: `be_wal` is in `be`; null for a region of no country in particular. */
function countryOf(region: string): string | null {
  return /^(be|fr|ca)_/.exec(region)?.[1] ?? null
}

/** What is known of an organisation or a case, a region telling its country. */
export function knownFacets(facets: ShownFacets): ShownFacets {
  const countries = facets.region.flatMap((region) => countryOf(region) ?? [])
  return { ...facets, country: [...new Set([...facets.country, ...countries])] }
}

/** How much of a facet is shown: as chosen, the groups of its terms, nothing. */
export const LEVELS = ['full', 'group', 'hidden'] as const
/** How much of a facet is shown. */
export type Level = (typeof LEVELS)[number]

/** The terms of a facet that are left at a level; null where a level is no step of its own for these terms. */
export function termsAt(
  facet: CheckedFacet,
  terms: readonly string[],
  level: Level,
): readonly string[] | null {
  if (level === 'full') return terms
  if (terms.length === 0) return null
  if (level === 'hidden') return []
  const groups = terms.map((term) => groupOf(facet, term))
  if (groups.some((group) => group === null)) return null
  return [...new Set(groups.flatMap((group) => group ?? []))]
}

/** Whether somebody fits everything that is shown. */
export function fitsAll(shown: ShownFacets, facets: ShownFacets): boolean {
  const known = knownFacets(facets)
  return CHECKED_FACETS.every((facet) => fits(facet, shown[facet], known[facet]))
}

/** Whether somebody of whom these terms are known fits every shown term; what is not known fits nothing. */
export function fits(facet: CheckedFacet, shown: readonly string[], known: readonly string[]): boolean {
  return shown.every((term) => known.some((one) => one === term || groupOf(facet, one) === term))
}
