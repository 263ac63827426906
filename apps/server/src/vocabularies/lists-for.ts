import type { CurrentVocabulary } from '@tablee/templates'
import type { Kysely } from 'kysely'
import { findCohort } from '../cohorts/store.ts'
import type { Database } from '../db/schema.ts'
import { findOwnTemplate } from '../templates/store.ts'
import { offeredLists } from './current-vocabularies.ts'

/**
 * The lists that a board of this method offers: those of the programme that the method was written in, which it was
 * checked against; for a shipped method those of the cohort's programme.
 */
export async function listsFor(
  db: Kysely<Database>,
  of: { templateId: string; cohortId: string },
): Promise<CurrentVocabulary[]> {
  const own = await findOwnTemplate(db, of.templateId)
  const programmeId = own?.programme.id ?? (await findCohort(db, of.cohortId))?.programmeId
  return programmeId === undefined ? [] : offeredLists(db, programmeId)
}
