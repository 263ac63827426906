import type { Context } from '../context.ts'
import { insertCohort, insertOrganisation, insertProgramme } from './store.ts'

/** A programme with one cohort and the organisations of these names, and their ids in the same order. */
export async function createCohort(
  context: Context,
  options: { organisations?: readonly string[] } = {},
): Promise<{ programmeId: string; cohortId: string; organisationIds: string[] }> {
  const now = context.now()
  const programmeId = await insertProgramme(context.db, `Programme ${crypto.randomUUID()}`, now)
  const cohortId = await insertCohort(context.db, { programmeId, name: 'Cohorte', coachId: null }, now)
  const organisationIds: string[] = []
  for (const name of options.organisations ?? [])
    organisationIds.push(await insertOrganisation(context.db, { cohortId, name, profile: {} }, now))
  return { programmeId, cohortId, organisationIds }
}
