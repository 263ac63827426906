import type { Kysely } from 'kysely'
import { askedFor } from '../../consents/asked-for.ts'
import { lastStatements } from '../../consents/store.ts'
import type { Database } from '../../db/schema.ts'
import type { StoredCase } from '../../publication/draft-store.ts'
import type { Publication } from '../../publication/publication-store.ts'
import { checkFactsOf } from './check-facts.ts'
import { describeCase, populationAnswer } from './describe-case.ts'

/**
 * The public cases of a cohort that too few others hide by now: others were withdrawn since, or the cohort changed. Not
 * those under their organisation's own name.
 */
export async function casesStandingOut(
  db: Kysely<Database>,
  cases: readonly StoredCase[],
  publications: readonly Publication[],
): Promise<ReadonlySet<string>> {
  const isHidden = new Set(
    publications
      .filter(({ document, naming }) => document !== null && naming === 'pseudonym')
      .map(({ caseId }) => caseId),
  )
  const standing = new Set<string>()
  for (const stored of cases.filter(({ id }) => isHidden.has(id))) {
    const facts = await checkFactsOf(db, stored)
    const general = await lastStatements(db, { cohortId: stored.cohortId, caseId: null })
    const ofCase = await lastStatements(db, { cohortId: stored.cohortId, caseId: stored.id })
    const { level } = askedFor({ general, ofCase }, stored.organisationIds)
    const description = describeCase(stored, facts)
    const { population } = facts.answers
    // what is public is what was answered for, also when more of a case is looked at by now
    const answers = {
      ...facts.answers,
      population: population && { ...population, about: description.about },
    }
    const answer = populationAnswer(description, { answers, level })
    if (answer === 'identifies') standing.add(stored.id)
  }
  return standing
}
