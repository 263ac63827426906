import {
  type ClientClaim,
  type Compaction,
  type RoomBatch,
  RoomExists,
  type RoomSeed,
  type StoredRoom,
  type UpdateLog,
} from '@tablee/sync'
import type { Kysely, Transaction } from 'kysely'
import { bytesValue, type DialectName } from '../db/dialect.ts'
import type { OpenDatabase } from '../db/open-database.ts'
import type { Database } from '../db/schema.ts'
import { isUniqueViolation } from '../db/unique-violation.ts'
import { postgresAppend } from './append-to-postgres.ts'
import { sqliteAppend } from './append-to-sqlite.ts'
import { compactRoom } from './compact-room.ts'

/** Rows per insert: three parameters each, and SQLite takes 32,766. */
const ROWS_PER_INSERT = 5_000

/** The update log in the database; what it promises is `updateLogContract`. */
export class SqlUpdateLog implements UpdateLog {
  readonly #db: Kysely<Database>
  readonly #dialect: DialectName
  readonly #settled: () => Promise<void>
  readonly #append: (batches: readonly RoomBatch[]) => Promise<void>

  constructor({ db, dialect, direct }: OpenDatabase) {
    this.#db = db
    this.#dialect = dialect
    this.#settled = direct.dialect === 'sqlite' ? () => direct.settled() : async () => undefined
    this.#append = direct.dialect === 'sqlite' ? sqliteAppend(direct) : postgresAppend(direct, db)
  }

  async create(room: string, seed: RoomSeed): Promise<void> {
    try {
      await this.#db.transaction().execute((on) => insertRoom(on, room, seed))
    } catch (err) {
      throw isUniqueViolation(err) ? new RoomExists(room) : err
    }
  }

  async load(room: string): Promise<StoredRoom | null> {
    const transaction = this.#db.transaction()
    // several reads of one moment: a compaction in between would hide updates; SQLite gives that by itself
    const consistent =
      this.#dialect === 'postgres' ? transaction.setIsolationLevel('repeatable read') : transaction
    const stored = await consistent.execute((on) => readRoom(on, room))
    // what a former holder of this process has committed may not be on the disk yet, and is shown from here on
    await this.#settled()
    return stored
  }

  append(batches: readonly RoomBatch[]): Promise<void> {
    return this.#append(batches)
  }

  compact(room: string, compaction: Compaction): Promise<void> {
    return compactRoom({ db: this.#db, dialect: this.#dialect }, room, compaction)
  }

  async remove(room: string): Promise<void> {
    await this.#db.deleteFrom('sync_room').where('id', '=', room).execute()
  }
}

async function insertRoom(on: Transaction<Database>, room: string, seed: RoomSeed): Promise<void> {
  await on
    .insertInto('sync_room')
    .values({
      id: room,
      epoch: seed.epoch,
      server_client: seed.serverClient,
      state_vector: bytesValue(seed.stateVector),
      snapshot_seq: 0,
    })
    .execute()
  for (const [part, body] of seed.parts.entries()) {
    await on
      .insertInto('sync_part')
      .values({ room_id: room, generation: 0, part, body: bytesValue(body) })
      .execute()
  }
  if (seed.manners !== undefined)
    await on.insertInto('sync_manners').values({ room_id: room, manners: seed.manners }).execute()
  await insertClaims(on, room, seed.claims)
}

async function insertClaims(
  on: Transaction<Database>,
  room: string,
  claims: readonly ClientClaim[],
): Promise<void> {
  const rows = claims.map(({ client, authorId }) => ({ room_id: room, client, author_id: authorId }))
  while (rows.length > 0) {
    await on
      .insertInto('sync_claim')
      .values(rows.splice(0, ROWS_PER_INSERT))
      .onConflict((conflict) => conflict.columns(['room_id', 'client']).doNothing())
      .execute()
  }
}

async function readRoom(on: Transaction<Database>, room: string): Promise<StoredRoom | null> {
  const stored = await on
    .selectFrom('sync_room')
    .leftJoin('sync_manners', 'sync_manners.room_id', 'sync_room.id')
    .selectAll('sync_room')
    .select('sync_manners.manners')
    .where('id', '=', room)
    .executeTakeFirst()
  if (stored === undefined) return null
  const parts = await on
    .selectFrom('sync_part')
    .select('body')
    .where('room_id', '=', room)
    .where('generation', '=', stored.generation)
    .orderBy('part')
    .execute()
  const tail = await on
    .selectFrom('sync_update')
    .select(['seq', 'body as update', 'clocks'])
    .where('room_id', '=', room)
    .where('seq', '>', stored.snapshot_seq)
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
    parts: parts.map(({ body }) => body),
    stateVector: stored.state_vector,
    snapshotSeq: stored.snapshot_seq,
    tail: tail.map(({ clocks, ...stored }) => (clocks ? { ...stored, clocks } : stored)),
    claims,
    ...(stored.manners === null ? {} : { manners: stored.manners }),
  }
}
