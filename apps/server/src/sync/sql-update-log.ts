import {
  type BuildSnapshot,
  type ClientClaim,
  LogConflict,
  type RoomBatch,
  RoomExists,
  RoomMissing,
  type RoomSeed,
  type StoredRoom,
  type StoredSnapshot,
  type UpdateLog,
} from '@tablee/sync'
import type { Kysely, Transaction } from 'kysely'
import type { DialectName } from '../db/dialect.ts'
import type { Database } from '../db/schema.ts'
import { isUniqueViolation } from '../db/unique-violation.ts'

/** Rows per insert: three parameters each, and SQLite takes 32,766. */
const ROWS_PER_INSERT = 5_000

/** The update log in the database; what it promises is `updateLogContract`. */
export class SqlUpdateLog implements UpdateLog {
  readonly #db: Kysely<Database>
  readonly #dialect: DialectName

  constructor(db: Kysely<Database>, dialect: DialectName) {
    this.#db = db
    this.#dialect = dialect
  }

  async create(room: string, seed: RoomSeed): Promise<void> {
    try {
      await this.#db.transaction().execute(async (on) => {
        await on
          .insertInto('sync_room')
          .values({
            id: room,
            epoch: seed.epoch,
            server_client: seed.serverClient,
            snapshot: column(seed.update),
            state_vector: column(seed.stateVector),
            snapshot_seq: 0,
          })
          .execute()
        await insertClaims(
          on,
          seed.claims.map((claim) => ({ room, ...claim })),
        )
      })
    } catch (err) {
      throw isUniqueViolation(err) ? new RoomExists(room) : err
    }
  }

  async load(room: string): Promise<StoredRoom | null> {
    return this.#reading(async (on) => {
      const stored = await on.selectFrom('sync_room').selectAll().where('id', '=', room).executeTakeFirst()
      if (stored === undefined) return null
      const tail = await on
        .selectFrom('sync_update')
        .select(['seq', 'body as update'])
        .where('room_id', '=', room)
        .orderBy('seq')
        .execute()
      const claims = await on
        .selectFrom('sync_claim')
        .select(['client', 'author_id as authorId'])
        .where('room_id', '=', room)
        .execute()
      return {
        epoch: stored.epoch,
        serverClient: stored.server_client,
        update: stored.snapshot,
        stateVector: stored.state_vector,
        snapshotSeq: stored.snapshot_seq,
        tail,
        claims,
      }
    })
  }

  async append(batches: readonly RoomBatch[]): Promise<void> {
    try {
      await this.#db.transaction().execute((on) => appendAll(on, batches))
    } catch (err) {
      throw isForeignKeyViolation(err) ? await this.#whichIsMissing(batches, err) : err
    }
  }

  async compact(room: string, upToSeq: number, build: BuildSnapshot): Promise<StoredSnapshot> {
    const updates = await this.#reading(async (on) => {
      const stored = await on
        .selectFrom('sync_room')
        .select('snapshot')
        .where('id', '=', room)
        .executeTakeFirst()
      if (stored === undefined) throw new RoomMissing(room)
      const rows = await on
        .selectFrom('sync_update')
        .select('body')
        .where('room_id', '=', room)
        .where('seq', '<=', upToSeq)
        .orderBy('seq')
        .execute()
      return [stored.snapshot, ...rows.map((row) => row.body)]
    })
    const snapshot = await build(updates)
    await this.#db.transaction().execute(async (on) => {
      const written = await on
        .updateTable('sync_room')
        .set({
          snapshot: column(snapshot.update),
          state_vector: column(snapshot.stateVector),
          snapshot_seq: upToSeq,
        })
        .where('id', '=', room)
        .where('snapshot_seq', '<=', upToSeq)
        .executeTakeFirst()
      if (written.numUpdatedRows === 0n) throw new RoomMissing(room)
      await on.deleteFrom('sync_update').where('room_id', '=', room).where('seq', '<=', upToSeq).execute()
    })
    return snapshot
  }

  async remove(room: string): Promise<void> {
    await this.#db.deleteFrom('sync_room').where('id', '=', room).execute()
  }

  /** Several reads of one moment: a compaction in between would hide updates. SQLite gives that by itself. */
  #reading<T>(work: (on: Transaction<Database>) => Promise<T>): Promise<T> {
    const transaction = this.#db.transaction()
    const consistent =
      this.#dialect === 'postgres' ? transaction.setIsolationLevel('repeatable read') : transaction
    return consistent.execute(work)
  }

  async #whichIsMissing(batches: readonly RoomBatch[], cause: unknown): Promise<unknown> {
    for (const { room } of batches) {
      const found = await this.#db
        .selectFrom('sync_room')
        .select('id')
        .where('id', '=', room)
        .executeTakeFirst()
      if (found === undefined) return new RoomMissing(room)
    }
    return cause
  }
}

/** The inserts come first: they take SQLite's write lock before anything is read. */
async function appendAll(on: Transaction<Database>, batches: readonly RoomBatch[]): Promise<void> {
  let inserted = 0n
  for (const rows of chunks(batches)) {
    const result = await on
      .insertInto('sync_update')
      .values(rows.map(({ room, seq, update }) => ({ room_id: room, seq, body: column(update) })))
      .onConflict((conflict) => conflict.columns(['room_id', 'seq']).doNothing())
      .executeTakeFirst()
    inserted += result.numInsertedOrUpdatedRows ?? 0n
  }
  if (inserted < BigInt(batches.length)) await refuseOthers(on, batches)
  await refuseFolded(on, batches)
  await insertClaims(
    on,
    batches.flatMap(({ room, claims }) => claims.map((claim) => ({ room, ...claim }))),
  )
}

/** Some place was taken: by this very batch (its answer was lost), or by another writer. */
async function refuseOthers(on: Transaction<Database>, batches: readonly RoomBatch[]): Promise<void> {
  for (const { room, seq, update } of batches) {
    const stored = await on
      .selectFrom('sync_update')
      .select('body')
      .where('room_id', '=', room)
      .where('seq', '=', seq)
      .executeTakeFirst()
    if (stored === undefined || column(update).compare(stored.body) !== 0) throw new LogConflict(room, seq)
  }
}

async function refuseFolded(on: Transaction<Database>, batches: readonly RoomBatch[]): Promise<void> {
  const seqs = new Map(batches.map(({ room, seq }) => [room, seq]))
  for (const rooms of chunks([...seqs.keys()])) {
    const stored = await on
      .selectFrom('sync_room')
      .select(['id', 'snapshot_seq'])
      .where('id', 'in', rooms)
      .execute()
    for (const { id, snapshot_seq } of stored) {
      const seq = seqs.get(id) ?? 0
      if (seq <= snapshot_seq) throw new LogConflict(id, seq)
    }
  }
}

async function insertClaims(
  on: Transaction<Database>,
  claims: readonly (ClientClaim & { room: string })[],
): Promise<void> {
  for (const rows of chunks(claims)) {
    await on
      .insertInto('sync_claim')
      .values(rows.map(({ room, client, authorId }) => ({ room_id: room, client, author_id: authorId })))
      .onConflict((conflict) => conflict.columns(['room_id', 'client']).doNothing())
      .execute()
  }
}

function chunks<T>(rows: readonly T[]): T[][] {
  const parts: T[][] = []
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    parts.push(rows.slice(start, start + ROWS_PER_INSERT))
  }
  return parts
}

/** Both drivers take a Buffer; this one shares the bytes. */
function column(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** SQLite's and PostgreSQL's codes. */
function isForeignKeyViolation(err: unknown): boolean {
  if (!(err instanceof Error) || !('code' in err)) return false
  return err.code === 'SQLITE_CONSTRAINT_FOREIGNKEY' || err.code === '23503'
}
