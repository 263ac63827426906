import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { DialectName } from '../db/dialect.ts'
import type { Database } from '../db/schema.ts'

/** A process as it enters the table. */
export interface NewNode {
  readonly id: string
  readonly address: string | null
  readonly schema: string
  readonly keyCheck: string
  /** How long it counts as alive without a renewal, in ms; null for ever. */
  readonly lifeMs: number | null
}

/** A time that never comes, in ms since 1970. */
const NEVER_MS = Number.MAX_SAFE_INTEGER

/** Now by the database's clock, in ms since 1970: the one clock that all processes share. */
export function databaseNow(dialect: DialectName): RawBuilder<number> {
  return dialect === 'sqlite'
    ? sql<number>`cast(unixepoch('subsec') * 1000 as integer)`
    : sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`
}

/** Counts a process as alive from now on. @returns now by the database's clock, in ms since 1970 */
export async function insertNode(
  db: Kysely<Database>,
  dialect: DialectName,
  node: NewNode,
): Promise<{ now: number }> {
  return (
    db
      .insertInto('node')
      .values({
        id: node.id,
        address: node.address,
        schema: node.schema,
        key_check: node.keyCheck,
        expires_at: expiry(dialect, node.lifeMs),
      })
      // asked again after an answer that was lost
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet({ expires_at: expiry(dialect, node.lifeMs) }),
      )
      .returning(databaseNow(dialect).as('now'))
      .executeTakeFirstOrThrow()
  )
}

/**
 * Prolongs a life, also one that has run out.
 * @returns now by the database's clock, in ms since 1970; nothing when the process was declared gone.
 */
export async function renewNode(
  db: Kysely<Database>,
  dialect: DialectName,
  node: { id: string; lifeMs: number },
): Promise<{ now: number } | undefined> {
  return db
    .updateTable('node')
    .set({ expires_at: expiry(dialect, node.lifeMs) })
    .where('id', '=', node.id)
    .returning(databaseNow(dialect).as('now'))
    .executeTakeFirst()
}

/** Says where a process is reached. */
export async function setNodeAddress(db: Kysely<Database>, id: string, address: string): Promise<void> {
  await db.updateTable('node').set({ address }).where('id', '=', id).execute()
}

/** Forgets a process: its rooms are free from here on. */
export async function deleteNode(db: Kysely<Database>, id: string): Promise<void> {
  await db.deleteFrom('node').where('id', '=', id).execute()
}

/** Forgets all processes but this one: on SQLite there is no other. */
export async function deleteOtherNodes(db: Kysely<Database>, id: string): Promise<void> {
  await db.deleteFrom('node').where('id', '<>', id).execute()
}

/** The other processes at an address, and when their lives end by the database's clock, in ms since 1970. */
export function findOthersAt(
  db: Kysely<Database>,
  dialect: DialectName,
  self: { id: string; address: string },
): Promise<{ id: string; expiresAt: number; now: number }[]> {
  return db
    .selectFrom('node')
    .select(['id', 'expires_at as expiresAt', databaseNow(dialect).as('now')])
    .where('address', '=', self.address)
    .where('id', '<>', self.id)
    .execute()
}

/**
 * Declares a process gone whose life has run out; for good, since its id is not used again. Nothing happens when it
 * has renewed its life meanwhile.
 */
export async function deleteExpiredNode(
  db: Kysely<Database>,
  dialect: DialectName,
  id: string,
): Promise<void> {
  await db.deleteFrom('node').where('id', '=', id).where('expires_at', '<=', databaseNow(dialect)).execute()
}

/** The processes that are alive. */
export function findLiveNodes(
  db: Kysely<Database>,
  dialect: DialectName,
): Promise<{ id: string; address: string | null; keyCheck: string }[]> {
  return db
    .selectFrom('node')
    .select(['id', 'address', 'key_check as keyCheck'])
    .where('expires_at', '>', databaseNow(dialect))
    .execute()
}

function expiry(dialect: DialectName, lifeMs: number | null): RawBuilder<number> {
  if (lifeMs === null) return sql<number>`${NEVER_MS}`
  // written out: PostgreSQL cannot tell the type of a parameter that is added
  return sql<number>`${databaseNow(dialect)} + ${sql.lit(lifeMs)}`
}
