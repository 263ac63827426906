import { randomInt } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { type Compaction, LogConflict, RoomFenced, RoomMissing } from '@tablee/sync'
import type { Kysely, Transaction } from 'kysely'
import { bytesValue, type DialectName } from '../db/dialect.ts'
import type { OpenDatabase } from '../db/open-database.ts'
import type { Database } from '../db/schema.ts'

/** Bytes of parts in one transaction: SQLite writes them on the main thread, in about 4 ms. */
const PARTS_PER_TRANSACTION_BYTES = 512 * 1024
/** Rows that one transaction deletes: about 2 ms on SQLite. */
const DELETED_PER_TRANSACTION = 500
/** Parts that one transaction deletes: SQLite frees each of their pages, up to sixty in a part. */
const PARTS_DELETED_PER_TRANSACTION = 8
/** Largest number of PostgreSQL's `integer`. */
const GENERATION_MAX = 2 ** 31 - 1

/**
 * Writes the snapshot's parts as a generation of their own, then makes it the room's in one transaction, then removes
 * what it replaces. A crash leaves either the former or the new snapshot; what is left over of the other goes with
 * the next compaction.
 * @throws {RoomFenced} when the room has another holder by now.
 * @throws {LogConflict} when the snapshot already goes further.
 * @throws {RoomMissing} when the room is gone.
 */
export async function compactRoom(
  { db, dialect }: Pick<OpenDatabase, 'db' | 'dialect'>,
  room: string,
  { fence, upToSeq, snapshot }: Compaction,
): Promise<void> {
  const held = { room, fence, dialect }
  const former = await inSmallTransaction(db, held, async (_, { generation, snapshot_seq }) => {
    if (snapshot_seq > upToSeq) throw new LogConflict(room, upToSeq)
    return generation
  })
  await removeOtherParts(db, held, former)
  const generation = newGeneration()
  await writeParts(db, held, { generation, parts: snapshot.parts })
  await inSmallTransaction(db, held, async (on, now) => {
    const overtaken = now.generation !== former || now.snapshot_seq > upToSeq
    if (overtaken || (await countParts(on, room, generation)) !== snapshot.parts.length)
      throw new LogConflict(room, upToSeq)
    await on
      .updateTable('sync_room')
      .set({ generation, snapshot_seq: upToSeq, state_vector: bytesValue(snapshot.stateVector) })
      .where('id', '=', room)
      .execute()
  })
  await removeFolded(db, held, upToSeq)
  await removeOtherParts(db, held, generation)
}

/** Drawn, not counted up: two compactions of one room that overlap by mistake must not mix their parts. */
function newGeneration(): number {
  return randomInt(1, GENERATION_MAX)
}

interface HeldRoom {
  room: string
  fence: number
  dialect: DialectName
}

/**
 * Runs work while the room is certainly the caller's. On SQLite a write comes first, which takes the write lock before
 * anything is read. PostgreSQL shares the row: a takeover waits, and what people write to the room meanwhile, in one
 * statement with all other rooms, does not.
 */
async function inSmallTransaction<T>(
  db: Kysely<Database>,
  { room, fence, dialect }: HeldRoom,
  work: (on: Transaction<Database>, now: { generation: number; snapshot_seq: number }) => Promise<T>,
): Promise<T> {
  // SQLite works in this thread: others get their turn between two transactions
  await setImmediate()
  return db.transaction().execute(async (on) => {
    const now = dialect === 'sqlite' ? await lockByWriting(on, room) : await lockByReading(on, room)
    if (now === undefined) throw new RoomMissing(room)
    if (now.fence !== fence) throw new RoomFenced(room, fence)
    return work(on, now)
  })
}

function lockByWriting(on: Transaction<Database>, room: string) {
  return on
    .updateTable('sync_room')
    .set((row) => ({ fence: row.ref('fence') }))
    .where('id', '=', room)
    .returning(['fence', 'generation', 'snapshot_seq'])
    .executeTakeFirst()
}

function lockByReading(on: Transaction<Database>, room: string) {
  return on
    .selectFrom('sync_room')
    .select(['fence', 'generation', 'snapshot_seq'])
    .where('id', '=', room)
    .forShare()
    .executeTakeFirst()
}

async function writeParts(
  db: Kysely<Database>,
  held: HeldRoom,
  { generation, parts }: { generation: number; parts: readonly Uint8Array[] },
): Promise<void> {
  const rows = parts.map((body, part) => ({ room_id: held.room, generation, part, body: bytesValue(body) }))
  while (rows.length > 0) {
    const together = rows.splice(0, countUpTo(rows, PARTS_PER_TRANSACTION_BYTES))
    await inSmallTransaction(db, held, (on) => on.insertInto('sync_part').values(together).execute())
  }
}

/** Another compaction takes for left over what this one has written so far. */
async function countParts(on: Transaction<Database>, room: string, generation: number): Promise<number> {
  const { count } = await on
    .selectFrom('sync_part')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('room_id', '=', room)
    .where('generation', '=', generation)
    .executeTakeFirstOrThrow()
  return count
}

/** How many of the first rows have at most so many bytes together; one at least. */
function countUpTo(rows: readonly { body: Uint8Array }[], bytesMax: number): number {
  let bytes = 0
  const tooMany = rows.findIndex(({ body }) => {
    bytes += body.length
    return bytes > bytesMax
  })
  return tooMany === -1 ? rows.length : Math.max(1, tooMany)
}

/** Removes every part that is not of this generation: of the former snapshot, or of a compaction that did not end. */
async function removeOtherParts(db: Kysely<Database>, held: HeldRoom, generation: number): Promise<void> {
  const others = await db
    .selectFrom('sync_part')
    .select(['generation', 'part'])
    .where('room_id', '=', held.room)
    .where('generation', '!=', generation)
    .execute()
  while (others.length > 0) {
    const together = others.splice(0, PARTS_DELETED_PER_TRANSACTION)
    await inSmallTransaction(db, held, (on) =>
      on
        .deleteFrom('sync_part')
        .where('room_id', '=', held.room)
        .where((row) => row.or(together.map((part) => row.and(part))))
        .execute(),
    )
  }
}

async function removeFolded(db: Kysely<Database>, held: HeldRoom, upToSeq: number): Promise<void> {
  const folded = await db
    .selectFrom('sync_update')
    .select('seq')
    .where('room_id', '=', held.room)
    .where('seq', '<=', upToSeq)
    .orderBy('seq')
    .execute()
  while (folded.length > 0) {
    const last = folded.splice(0, DELETED_PER_TRANSACTION).at(-1)?.seq ?? upToSeq
    await inSmallTransaction(db, held, (on) =>
      on.deleteFrom('sync_update').where('room_id', '=', held.room).where('seq', '<=', last).execute(),
    )
  }
}
