import type { Kysely } from 'kysely'
import * as z from 'zod'
import type { Database } from '../db/schema.ts'
import { newId } from '../ids.ts'
import type { CaseTables } from './tables.ts'

/** A name that an editor added to a roster. */
export interface AddedName {
  readonly id: string
  readonly kind: CaseTables['roster_entry']['kind']
  readonly name: string
  readonly aliases: readonly string[]
  readonly roleClass: string | null
}

/** The names that editors added to a cohort's roster, oldest first. */
export async function listAddedNames(db: Kysely<Database>, cohortId: string): Promise<AddedName[]> {
  const rows = await db
    .selectFrom('roster_entry')
    .selectAll()
    .where('cohort_id', '=', cohortId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    aliases: z.array(z.string()).parse(JSON.parse(row.aliases)),
    roleClass: row.role_class,
  }))
}

/** The names that a cohort's people, organisations and places had once. */
export function listFormerNames(
  db: Kysely<Database>,
  cohortId: string,
): Promise<Pick<CaseTables['former_name'], 'id' | 'kind' | 'name' | 'subject_id'>[]> {
  return db
    .selectFrom('former_name')
    .select(['id', 'kind', 'name', 'subject_id'])
    .where('cohort_id', '=', cohortId)
    .orderBy('id')
    .execute()
}

/** Keeps names of a cohort; those that are kept already stay as they are. */
export async function insertFormerNames(
  db: Kysely<Database>,
  cohortId: string,
  names: readonly (Pick<CaseTables['former_name'], 'kind' | 'name'> & { subjectId: string | null })[],
  now: number,
): Promise<void> {
  if (names.length === 0) return
  const noted_at = new Date(now).toISOString()
  await db
    .insertInto('former_name')
    .values(
      names.map(({ kind, name, subjectId }) => ({
        id: newId(),
        cohort_id: cohortId,
        kind,
        name,
        noted_at,
        subject_id: subjectId,
      })),
    )
    .onConflict((conflict) => conflict.columns(['cohort_id', 'kind', 'name']).doNothing())
    .execute()
}

/** Adds a name to a cohort's roster. */
export async function insertAddedName(
  db: Kysely<Database>,
  entry: AddedName & { cohortId: string; personId: string; at: string },
): Promise<void> {
  await db
    .insertInto('roster_entry')
    .values({
      id: entry.id,
      cohort_id: entry.cohortId,
      kind: entry.kind,
      name: entry.name,
      aliases: JSON.stringify(entry.aliases),
      role_class: entry.roleClass,
      created_by: entry.personId,
      created_at: entry.at,
    })
    .execute()
}

/** Takes an added name out of a cohort's roster. @returns whether it was there. */
export async function deleteAddedName(
  db: Kysely<Database>,
  entry: { id: string; cohortId: string },
): Promise<boolean> {
  const deleted = await db
    .deleteFrom('roster_entry')
    .where('id', '=', entry.id)
    .where('cohort_id', '=', entry.cohortId)
    .executeTakeFirst()
  return deleted.numDeletedRows > 0n
}
