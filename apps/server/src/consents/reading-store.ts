import type { Kysely, Selectable } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { ConsentTables } from './tables.ts'

/** That somebody read a text, and what she found. */
export type ReadingRow = Selectable<ConsentTables['case_reading']>

/** Keeps what a reader found; another word about the same text replaces her first. */
export async function putReading(db: Kysely<Database>, reading: ReadingRow): Promise<void> {
  await db
    .insertInto('case_reading')
    .values(reading)
    .onConflict((conflict) =>
      conflict
        .columns(['case_id', 'person_id', 'text_hash'])
        .doUpdateSet({ verdict: reading.verdict, read_at: reading.read_at }),
    )
    .execute()
}

/** Every reading of a case. */
export function listReadings(db: Kysely<Database>, caseId: string): Promise<ReadingRow[]> {
  return db.selectFrom('case_reading').selectAll().where('case_id', '=', caseId).execute()
}

/** Remembers who changed a draft. */
export async function rememberHand(db: Kysely<Database>, caseId: string, personId: string): Promise<void> {
  await db
    .insertInto('case_hand')
    .values({ case_id: caseId, person_id: personId })
    .onConflict((conflict) => conflict.columns(['case_id', 'person_id']).doNothing())
    .execute()
}

/** Everybody who changed a draft. */
export async function listHands(db: Kysely<Database>, caseId: string): Promise<Set<string>> {
  const rows = await db.selectFrom('case_hand').select('person_id').where('case_id', '=', caseId).execute()
  return new Set(rows.map(({ person_id }) => person_id))
}
