import { termLabel } from '@tablee/templates'
import type { CaseTags } from '../draft/case-tags.ts'
import { distinctOrganisations, type Owners } from './distinct-organisations.ts'
import { FACETS_K } from './facet-check.ts'

/**
 * What a case tells beside its description, and that few may share: who paid, and how much, tells a funder at once
 * which of her grants this is; a project that was stopped is told by its outcome.
 */
const TOLD_FACETS = [
  'members',
  'sites',
  'sourcing',
  'phase',
  'outcome',
  'pooling',
  'poolingGovernance',
  'funding',
  'support',
  'stakes',
  'period',
] as const
/** One of these facets. */
type ToldFacet = (typeof TOLD_FACETS)[number]

/** One value that a case tells: a term, with its band where it has one, or the words of a period. */
export interface ToldValue {
  readonly facet: ToldFacet
  readonly value: string
  readonly band: string | null
}

/** What a case tells of these facets, its statements' tags included; each once. */
export function toldValues(tags: CaseTags, statementTags: readonly string[]): ToldValue[] {
  const plain = (facet: ToldFacet, terms: readonly (string | null)[]): ToldValue[] =>
    [...new Set(terms)].flatMap((value) => (value === null ? [] : [{ facet, value, band: null }]))
  const tagged = (facet: 'pooling' | 'poolingGovernance'): ToldValue[] =>
    plain(facet, [
      ...tags[facet],
      ...statementTags.filter((tag) => termLabel(facet, tag, 'fr') !== undefined),
    ])
  return [
    ...plain('members', [tags.members]),
    ...plain('sites', [tags.sites]),
    ...plain('sourcing', tags.sourcing),
    ...plain('phase', tags.phase),
    ...plain('outcome', tags.outcome),
    ...tagged('pooling'),
    ...tagged('poolingGovernance'),
    ...tags.funding.map(({ source, band }): ToldValue => ({ facet: 'funding', value: source, band })),
    ...plain('support', tags.support),
    ...plain('stakes', tags.stakes),
    ...plain('period', [tags.period]),
  ]
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
