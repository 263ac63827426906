import { type Roster, statementText } from '@tablee/cases'
import type { Kysely } from 'kysely'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import type { StoredCase } from './draft-store.ts'
import { readRoster } from './read-roster.ts'

/**
 * The names that a draft is read for: those of its cohort, and what a local model suspects in this very text; `known`
 * when it was asked already.
 */
export async function draftRoster(
  { config, names }: Pick<Context, 'config' | 'names'>,
  db: Kysely<Database>,
  { cohortId, draft }: Pick<StoredCase, 'cohortId' | 'draft'>,
  known?: NonNullable<Roster['suspects']>,
): Promise<Roster> {
  const roster = await readRoster({ config }, db, cohortId)
  const texts = [...draft.statements.map(statementText), ...draft.images.map(({ alt }) => alt)]
  const suspects = known ?? (await names.suspects([draft.publicName, ...texts]))
  return suspects.length === 0 ? roster : { ...roster, suspects }
}
