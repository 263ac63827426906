import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { PersonWords } from './person-words.ts'
import type { PersonSubject } from './store.ts'
import { neighboursOf } from './subject-of.ts'

/** What is looked for in a cohort, or in what belongs to none (`null`). */
export async function wordsAt(
  db: Kysely<Database>,
  subject: PersonSubject,
  cohortId: string | null,
): Promise<PersonWords> {
  const isOwnPlace = cohortId !== null && subject.cohortIds.includes(cohortId)
  return {
    subject,
    neighbours: cohortId === null ? [] : await neighboursOf(db, [cohortId]),
    isOwnPlace,
  }
}
