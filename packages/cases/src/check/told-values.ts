import { termLabel } from '@tablee/templates'
import type { CaseTags } from '../draft/case-tags.ts'
import { distinctOrganisations, type Owners } from './distinct-organisations.ts'
import { FACETS_K } from './facet-check.ts'
import type { CheckedFacet } from './facets.ts'

/** What a case tells beside its description: all its other tags, but for an editor's own words and the maturity. */
type ToldFacet = Exclude<keyof CaseTags, CheckedFacet | 'keywords' | 'maturity'>

/** One value that a case tells: a term, with its band where it has one, or the words of a period. */
export interface ToldValue {
  readonly facet: ToldFacet
  readonly value: string
  readonly band: string | null
}

const plain = (facet: ToldFacet, terms: readonly (string | null)[]): ToldValue[] =>
  [...new Set(terms)].flatMap((value) => (value === null ? [] : [{ facet, value, band: null }]))

const withTagged =
  (facet: 'pooling' | 'poolingGovernance') =>
  (tags: CaseTags, statementTags: readonly string[]): ToldValue[] =>
    plain(facet, [
      ...tags[facet],
      ...statementTags.filter((tag) => termLabel(facet, tag, 'fr') !== undefined),
    ])

/**
 * How each is read off a case, where few may share it: who paid, and how much, tells a funder at once which of her grants
 * this is; a project that was stopped is told by its outcome. A new tag of cases has its place here, or nothing builds.
 */
const READ: Readonly<Record<ToldFacet, (tags: CaseTags, statementTags: readonly string[]) => ToldValue[]>> = {
  members: ({ members }) => plain('members', [members]),
  sites: ({ sites }) => plain('sites', [sites]),
  sourcing: ({ sourcing }) => plain('sourcing', sourcing),
  phase: ({ phase }) => plain('phase', phase),
  outcome: ({ outcome }) => plain('outcome', outcome),
  pooling: withTagged('pooling'),
  poolingGovernance: withTagged('poolingGovernance'),
  funding: ({ funding }) =>
    funding.map(({ source, band }): ToldValue => ({ facet: 'funding', value: source, band })),
  support: ({ support }) => plain('support', support),
  stakes: ({ stakes }) => plain('stakes', stakes),
  period: ({ period }) => plain('period', [period]),
}

/** What a case tells of these facets, its statements' tags included; each once. */
export function toldValues(tags: CaseTags, statementTags: readonly string[]): ToldValue[] {
  return Object.values(READ).flatMap((read) => read(tags, statementTags))
}

const tellsToo = (other: ToldValue, { facet, value, band }: ToldValue): boolean =>
  other.facet === facet && other.value === value && (band === null || other.band === band)

/** What a case tells and fewer than `k` organisations of the library do, this one included (R106). */
export function rareValues(
  told: readonly ToldValue[],
  library: readonly { readonly organisations: Owners; readonly told: readonly ToldValue[] }[],
  k = FACETS_K,
): ToldValue[] {
  return told.filter((value) => {
    const sharing = library.filter((other) => other.told.some((one) => tellsToo(one, value)))
    return 1 + distinctOrganisations(sharing.map(({ organisations }) => organisations)) < k
  })
}
