import { sql } from 'kysely'
import { openDatabase } from '../db/open-database.ts'

/** Makes a migrated database look as if a newer version of the program had migrated it. */
export async function makeNewer(
  where: { databaseUrl: string | null; dataDir: string },
  step: string,
): Promise<void> {
  const { db } = openDatabase(where)
  await sql`insert into kysely_migration (name, timestamp) values (${step}, '2031')`.execute(db)
  await db.destroy()
}
