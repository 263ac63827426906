import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'

/** Whether somebody has begun to use the instance. */
export async function hasProgrammes(db: Kysely<Database>): Promise<boolean> {
  return (await db.selectFrom('programme').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** The administrators' ids. */
export async function findAdminIds(db: Kysely<Database>): Promise<string[]> {
  const rows = await db.selectFrom('membership').select('person_id').where('role', '=', 'admin').execute()
  return rows.map((row) => row.person_id)
}
