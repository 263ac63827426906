import { canonicalJson } from '@tablee/board'
import {
  checkFacets,
  type Described,
  entersCase,
  type FacetCheck,
  facetsOf,
  rareValues,
  type ShownFacets,
  type ToldValue,
  toldValues,
} from '@tablee/cases'
import { POPULATION_REASON_MIN } from '@tablee/contract'
import type { StoredCase } from '../../publication/draft-store.ts'
import { contentHash } from '../../snapshots/read-snapshot-content.ts'
import type { CheckFacts } from './check-facts.ts'

/** « Ni détail qui mène à vous, aussi pour qui finance »: no reason outweighs the numbers. */
export const BY_NUMBERS_ALONE = 'an_complet'

/** What a case shows of its organisation, and how many others it could be. */
interface CaseDescription {
  readonly shown: ShownFacets
  /** Names what is shown and told: an answer holds for it alone. */
  readonly about: string
  readonly facets: FacetCheck
  /** What the case tells beside its description, and fewer than three organisations of the library do. */
  readonly rare: readonly ToldValue[]
}

/** Counts who else fits what a case shows, in its cohort and in the library, as they are now. */
export function describeCase(
  { id: caseId, draft, organisationIds }: StoredCase,
  { organisations, library }: Pick<CheckFacts, 'organisations' | 'library'>,
): CaseDescription {
  const shown = facetsOf(draft.tags)
  const entering = draft.statements.filter(entersCase)
  const told = toldValues(
    draft.tags,
    entering.flatMap(({ tags }) => tags),
  )
  const own = new Set([...draft.ownOrganisationIds, ...organisationIds])
  // nobody hides behind herself: another case of hers is none of somebody else
  const strangers = library
    .filter((other) => other.caseId !== caseId)
    .map((other) => ({ ...other, organisations: other.organisations.filter((id) => !own.has(id)) }))
  const cohort = organisations
    .filter(({ id }) => !own.has(id))
    .map(({ id, profile }): Described => ({ organisations: [id], facets: facetsOf(profile) }))
  return {
    shown,
    about: contentHash(canonicalJson({ shown, told })),
    facets: checkFacets(shown, { cohort, library: strangers }),
    rare: rareValues(told, strangers),
  }
}

/** How the population question stands: unanswered, answered so that it hides the case, or so that it does not. */
export function populationAnswer(
  { about, facets, rare }: CaseDescription,
  { answers: { population, reason }, level }: Pick<CheckFacts, 'answers' | 'level'>,
): 'none' | 'hides' | 'identifies' {
  if (population?.about !== about) return 'none'
  const isSafe = facets.isSafe && rare.length === 0
  const isReasoned =
    level !== BY_NUMBERS_ALONE && population.answer === 'many' && reason.length >= POPULATION_REASON_MIN
  return isReasoned || (isSafe && population.answer !== 'one') ? 'hides' : 'identifies'
}
