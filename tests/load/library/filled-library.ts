import { insertCohort, insertProgramme } from '../../../apps/server/src/cohorts/store.ts'
import { migrate } from '../../../apps/server/src/db/migrate.ts'
import { type OpenDatabase, openDatabase } from '../../../apps/server/src/db/open-database.ts'
import { insertDemoCase } from '../../../apps/server/src/demo/store.ts'
import { sampleCases } from '../../../apps/server/src/library/testing.ts'
import { withdrawPublication } from '../../../apps/server/src/publication/publication-store.ts'

/** A database with public cases, as another process of the product has it. */
export interface FilledLibrary {
  readonly slugs: readonly string[]
  /** Takes one case out of the public, as that process would. */
  withdraw(slug: string): Promise<void>
  close(): Promise<void>
}

/** Makes a database with so many public cases. */
export async function fillLibrary(
  where: { databaseUrl: string | null; dataDir: string },
  count: number,
): Promise<FilledLibrary> {
  const { db, dialect } = openDatabase(where)
  await migrate(db, dialect)
  const now = Date.now()
  const programmeId = await insertProgramme(db, 'Programme', now)
  const cohortId = await insertCohort(db, { programmeId, name: 'Cohorte', coachId: null }, now)
  const cases = sampleCases(count)
  await db.transaction().execute(async (transaction) => {
    for (const [at, document] of cases.entries()) {
      const naming = at % 3 === 0 ? 'named' : 'pseudonym'
      await insertDemoCase(transaction, { cohortId, personId: null, document, naming, now })
    }
  })
  return {
    slugs: cases.map(({ slug }) => slug),
    withdraw: (slug) => withdraw(db, slug),
    close: () => db.destroy(),
  }
}

async function withdraw(db: OpenDatabase['db'], slug: string): Promise<void> {
  const { case_id } = await db
    .selectFrom('case_publication')
    .select('case_id')
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow()
  const left = { at: new Date().toISOString(), slug: `retire-${case_id}`.toLowerCase(), slugKey: case_id }
  await withdrawPublication(db, case_id, left)
}
