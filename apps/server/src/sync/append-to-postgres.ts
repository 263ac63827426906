import { LogConflict, type RoomBatch, RoomFenced, RoomMissing } from '@tablee/sync'
import type { Kysely, Transaction } from 'kysely'
import { bytesValue } from '../db/dialect.ts'
import type { PostgresDirect } from '../db/direct-sql.ts'
import type { Database } from '../db/schema.ts'
import { isUniqueViolation } from '../db/unique-violation.ts'

/**
 * All rooms of a tick in one round trip: everything, or nothing when a room does not fit. The rooms are held until
 * the commit, in one order for all, so that a takeover waits for it, and whoever was overtaken sees the new fence.
 */
const APPEND = {
  name: 'sync-append',
  text: `
    with batch as (
      select * from unnest($1::text[], $2::bigint[], $3::integer[], $4::bytea[], $5::bytea[])
        as b (room_id, seq, fence, body, clocks)
    ), held as (
      select id, fence, snapshot_seq from sync_room where id = any ($1::text[]) order by id for share
    ), fitting as materialized (
      select b.room_id, b.seq, b.body, b.clocks from batch b join held h on h.id = b.room_id
      where h.fence = b.fence and h.snapshot_seq < b.seq
    ), claimed as (
      insert into sync_claim (room_id, client, author_id)
      select * from unnest($6::text[], $7::bigint[], $8::text[])
      where (select count(*) from fitting) = cardinality($1::text[])
      on conflict do nothing
    ), mannered as (
      insert into sync_manners (room_id, manners)
      select * from unnest($9::text[], $10::text[])
      where (select count(*) from fitting) = cardinality($1::text[])
      on conflict (room_id) do update set manners = excluded.manners
    )
    insert into sync_update (room_id, seq, body, clocks)
    select room_id, seq, body, clocks from fitting
    where (select count(*) from fitting) = cardinality($1::text[])`,
}

/**
 * Appends to the log on PostgreSQL.
 * @returns what `UpdateLog.append` is.
 */
export function postgresAppend(
  direct: PostgresDirect,
  db: Kysely<Database>,
): (batches: readonly RoomBatch[]) => Promise<void> {
  return async (batches) => {
    if (batches.length === 0 || (await appendAtOnce(direct, batches))) return
    await db.transaction().execute(async (on) => {
      for (const batch of inOrderOfRooms(batches)) await appendOne(on, batch)
    })
  }
}

/** False when nothing was written, because some batch does not fit or stands there already. */
async function appendAtOnce(direct: PostgresDirect, batches: readonly RoomBatch[]): Promise<boolean> {
  const claims = batches.flatMap(({ room, claims }) => claims.map((claim) => ({ room, ...claim })))
  const mannered = batches.flatMap(({ room, manners }) => (manners === undefined ? [] : [{ room, manners }]))
  try {
    const written = await direct.run(APPEND, [
      batches.map(({ room }) => room),
      batches.map(({ seq }) => seq),
      batches.map(({ fence }) => fence),
      batches.map(({ update }) => bytesValue(update)),
      batches.map(({ clocks }) => (clocks ? bytesValue(clocks) : null)),
      claims.map(({ room }) => room),
      claims.map(({ client }) => client),
      claims.map(({ authorId }) => authorId),
      mannered.map(({ room }) => room),
      mannered.map(({ manners }) => manners),
    ])
    return written === batches.length
  } catch (error) {
    if (isUniqueViolation(error)) return false
    throw error
  }
}

/** One by one, to find out which batch is there already and which one does not fit, and why. */
async function appendOne(on: Transaction<Database>, batch: RoomBatch): Promise<void> {
  const { room, seq, update, clocks, fence, claims, manners } = batch
  const held = await on
    .selectFrom('sync_room')
    .select(['fence', 'snapshot_seq'])
    .where('id', '=', room)
    .forShare()
    .executeTakeFirst()
  if (held === undefined) throw new RoomMissing(room)
  if (held.fence !== fence) throw new RoomFenced(room, fence)
  if (seq <= held.snapshot_seq) throw new LogConflict(room, seq)
  const { numInsertedOrUpdatedRows } = await on
    .insertInto('sync_update')
    .values({ room_id: room, seq, body: bytesValue(update), clocks: clocks ? bytesValue(clocks) : null })
    .onConflict((conflict) => conflict.columns(['room_id', 'seq']).doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) {
    const { body } = await on
      .selectFrom('sync_update')
      .select('body')
      .where('room_id', '=', room)
      .where('seq', '=', seq)
      .executeTakeFirstOrThrow()
    if (bytesValue(body).compare(update) !== 0) throw new LogConflict(room, seq)
  }
  for (const { client, authorId } of claims) {
    await on
      .insertInto('sync_claim')
      .values({ room_id: room, client, author_id: authorId })
      .onConflict((conflict) => conflict.columns(['room_id', 'client']).doNothing())
      .execute()
  }
  if (manners !== undefined)
    await on
      .insertInto('sync_manners')
      .values({ room_id: room, manners })
      .onConflict((conflict) => conflict.column('room_id').doUpdateSet({ manners }))
      .execute()
}

function inOrderOfRooms(batches: readonly RoomBatch[]): RoomBatch[] {
  return [...batches].sort((a, b) => (a.room < b.room ? -1 : a.room > b.room ? 1 : a.seq - b.seq))
}
