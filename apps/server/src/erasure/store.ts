import { type ErasureCounts, erasureCountsSchema } from '@tablee/contract'
import type { Kysely, Selectable } from 'kysely'
import * as z from 'zod'
import type { Context } from '../context.ts'
import { bytesValue } from '../db/dialect.ts'
import type { Database } from '../db/schema.ts'
import { newId } from '../ids.ts'
import { openSeal } from '../vault/seal.ts'
import type { ErasureTables } from './tables.ts'

const TABLE = 'erasure'

const personSubjectSchema = z.strictObject({
  kind: z.literal('person'),
  personId: z.string(),
  /** What she was called, the latest first. */
  names: z.array(z.string()),
  email: z.string().nullable(),
  lang: z.enum(['fr', 'nl', 'en']),
  /** The cohorts in which she was something: there a given name alone is hers. */
  cohortIds: z.array(z.string()),
})
const cohortSubjectSchema = z.strictObject({ kind: z.literal('cohort'), cohortId: z.string() })
const subjectSchema = z.discriminatedUnion('kind', [personSubjectSchema, cohortSubjectSchema])

/** Whom an erasure is looking for. */
export type PersonSubject = z.infer<typeof personSubjectSchema>
/** Who or what is erased. */
export type Subject = z.infer<typeof subjectSchema>

/** An erasure as it is stored. */
export interface ErasureRow {
  readonly id: string
  readonly kind: ErasureTables['erasure']['kind']
  readonly state: ErasureTables['erasure']['state']
  readonly askedAt: string
  readonly doneAt: string | null
  readonly counts: ErasureCounts
}

/** Nothing yet. */
export const NO_COUNTS: ErasureCounts = { boards: 0, records: 0, snapshots: 0, rows: 0, publicCases: 0 }

/** Keeps that something is to be erased; the server goes on with it whatever happens. @returns its id */
export async function insertErasure(
  { config, now }: Pick<Context, 'config' | 'now'>,
  db: Kysely<Database>,
  { subject, askedBy }: { subject: Subject; askedBy: string | null },
): Promise<string> {
  const id = newId()
  await db
    .insertInto('erasure')
    .values({
      id,
      kind: subject.kind,
      state: 'working',
      subject: bytesValue(sealOf(config.secretKey).seal(JSON.stringify(subject), { table: TABLE, id })),
      asked_by: askedBy,
      asked_at: new Date(now()).toISOString(),
      done_at: null,
      counts: JSON.stringify(NO_COUNTS),
    })
    .execute()
  return id
}

/**
 * Keeps that the database's pages hold something that no row says any more; in the transaction that deletes it. Several
 * wait as one.
 */
export async function askForCleanPages(db: Kysely<Database>, now: number): Promise<void> {
  const waiting = await db
    .selectFrom('erasure')
    .select('id')
    .where('kind', '=', 'pages')
    .where('state', '=', 'cleaning')
    .executeTakeFirst()
  if (waiting) {
    // the one that waits may be run at this very moment, and have begun before this transaction ends
    await db
      .updateTable('erasure')
      .set({ asked_at: new Date(now).toISOString() })
      .where('id', '=', waiting.id)
      .execute()
    return
  }
  await db
    .insertInto('erasure')
    .values({
      id: newId(),
      kind: 'pages',
      state: 'cleaning',
      subject: null,
      asked_by: null,
      asked_at: new Date(now).toISOString(),
      done_at: null,
      counts: JSON.stringify(NO_COUNTS),
    })
    .execute()
}

/** One erasure. */
export async function findErasure(db: Kysely<Database>, id: string): Promise<ErasureRow | null> {
  const row = await db.selectFrom('erasure').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toErasure(row) : null
}

/** Erasures that are not over, the oldest first. */
export async function listOpenErasures(db: Kysely<Database>): Promise<ErasureRow[]> {
  const rows = await db
    .selectFrom('erasure')
    .selectAll()
    .where('state', '<>', 'done')
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
  return rows.map(toErasure)
}

/** The latest erasures of people, with those under way. */
export async function listErasures(db: Kysely<Database>, max: number): Promise<ErasureRow[]> {
  const rows = await db
    .selectFrom('erasure')
    .selectAll()
    .where('kind', '=', 'person')
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .limit(max)
    .execute()
  return rows.map(toErasure)
}

/**
 * Who or what an erasure is about; null once it was found everywhere.
 * @throws {SealBroken} when the instance has another key by now: nobody can say any more who it was.
 */
export async function findSubject(
  { config, db }: Pick<Context, 'config' | 'db'>,
  id: string,
): Promise<Subject | null> {
  const row = await db.selectFrom('erasure').select('subject').where('id', '=', id).executeTakeFirst()
  if (!row?.subject) return null
  return subjectSchema.parse(
    JSON.parse(sealOf(config.secretKey).open(new Uint8Array(row.subject), { table: TABLE, id })),
  )
}

/** Everything was gone through: what is left is the pages. */
export async function setCleaning(db: Kysely<Database>, id: string, counts: ErasureCounts): Promise<void> {
  await db
    .updateTable('erasure')
    .set({ state: 'cleaning', subject: null, counts: JSON.stringify(counts) })
    .where('id', '=', id)
    .execute()
}

/** Nothing is left of those that waited for the pages since before this; those of pages alone are forgotten. */
export async function setDone(
  db: Kysely<Database>,
  waiting: readonly ErasureRow[],
  now: number,
): Promise<void> {
  for (const { id, kind, askedAt } of waiting) {
    if (kind === 'pages')
      await db.deleteFrom('erasure').where('id', '=', id).where('asked_at', '=', askedAt).execute()
    else
      await db
        .updateTable('erasure')
        .set({ state: 'done', done_at: new Date(now).toISOString() })
        .where('id', '=', id)
        .execute()
  }
}

function toErasure(row: Selectable<ErasureTables['erasure']>): ErasureRow {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    askedAt: row.asked_at,
    doneAt: row.done_at,
    counts: erasureCountsSchema.parse(JSON.parse(row.counts)),
  }
}

function sealOf(secretKey: string) {
  return openSeal(secretKey, 'tablee erasures')
}
