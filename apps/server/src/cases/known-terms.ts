import {
  axisLabel,
  CASE_FACETS,
  type CaseTags,
  STATEMENT_VOCABULARIES,
  type StatementChange,
} from '@tablee/cases'
import { termLabel } from '@tablee/templates'
import { AppError } from '../errors.ts'

const isIn = (vocabulary: string, term: string): boolean => termLabel(vocabulary, term, 'fr') !== undefined

/** @throws {AppError} `request_invalid` with the facets that name a term which no vocabulary has. */
export function refuseUnknownTags(tags: CaseTags): void {
  const axes = (tags.maturity ?? []).map(({ axis }) => axis)
  const isMaturityRead =
    axes.every((axis) => axisLabel(axis, 'fr') !== undefined) && new Set(axes).size === axes.length
  refuse([
    ...CASE_FACETS.filter((facet) => facet.shape !== 'computed' && !termsOf(tags, facet).every(isKnown)).map(
      ({ id }) => `tags.${id}`,
    ),
    ...(isMaturityRead ? [] : ['tags.maturity']),
  ])
}

type Chosen = readonly [vocabulary: string, term: string]

function termsOf(tags: CaseTags, facet: (typeof CASE_FACETS)[number]): Chosen[] {
  if (facet.shape === 'bands') {
    return tags.funding.flatMap(({ source, band }): Chosen[] => [
      ['funding', source],
      ...(band === null ? [] : [['moneyBand', band] as const]),
    ])
  }
  if (facet.shape === 'computed') return []
  return [tags[facet.id]]
    .flat()
    .flatMap((term): Chosen[] => (term === null ? [] : [[facet.vocabulary, term]]))
}

const isKnown = ([vocabulary, term]: Chosen): boolean => isIn(vocabulary, term)

/** @throws {AppError} `request_invalid` with the fields of a statement that name a term which their vocabulary lacks. */
export function refuseUnknownTerms(change: StatementChange): void {
  const { role, sign, phase, audience, stake, tags = [] } = change
  const single = Object.entries({
    role: ['roleClass', role],
    sign: ['effectPolarity', sign],
    phase: ['phase', phase],
    audience: ['audience', audience],
    stake: ['stake', stake],
  } as const)
  refuse([
    ...single.flatMap(([field, [vocabulary, term]]) => (term == null || isIn(vocabulary, term) ? [] : field)),
    ...(tags.every((tag) => STATEMENT_VOCABULARIES.some((vocabulary) => isIn(vocabulary, tag)))
      ? []
      : ['tags']),
  ])
}

function refuse(paths: readonly string[]): void {
  if (paths.length === 0) return
  throw new AppError('request_invalid', { fields: paths.map((path) => ({ path, problem: 'unknown_term' })) })
}
