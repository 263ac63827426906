import { LogConflict, type RoomBatch, RoomFenced, RoomMissing } from '@tablee/sync'
import { bytesValue } from '../db/dialect.ts'
import type { SqliteDirect, SqliteStatement } from '../db/direct-sql.ts'

interface Statements {
  insertUpdate: SqliteStatement
  insertClaim: SqliteStatement
  setManners: SqliteStatement
  findRoom: SqliteStatement
  findUpdate: SqliteStatement
}

/**
 * Appends to the log on SQLite: one transaction, two lookups and an insert per room.
 * @returns what `UpdateLog.append` is.
 */
export function sqliteAppend(direct: SqliteDirect): (batches: readonly RoomBatch[]) => Promise<void> {
  let statements: Statements | null = null
  return (batches) =>
    direct.transact(() => {
      // not earlier: the tables must be there to compile them
      statements ??= prepare(direct)
      for (const batch of batches) appendOne(statements, batch)
    })
}

function prepare(direct: SqliteDirect): Statements {
  return {
    insertUpdate: direct.prepare(
      `insert into sync_update (room_id, seq, body, clocks)
       select id, ?, ?, ? from sync_room where id = ? and fence = ? and snapshot_seq < ?
       on conflict do nothing`,
    ),
    insertClaim: direct.prepare(
      'insert into sync_claim (room_id, client, author_id) values (?, ?, ?) on conflict do nothing',
    ),
    setManners: direct.prepare(
      `insert into sync_manners (room_id, manners) values (?, ?)
       on conflict (room_id) do update set manners = excluded.manners`,
    ),
    findRoom: direct.prepare('select fence, snapshot_seq from sync_room where id = ?'),
    findUpdate: direct.prepare('select body from sync_update where room_id = ? and seq = ?'),
  }
}

function appendOne(statements: Statements, batch: RoomBatch): void {
  const { room, seq, update, clocks, fence, claims, manners } = batch
  const reach = clocks ? bytesValue(clocks) : null
  const { changes } = statements.insertUpdate.run(seq, bytesValue(update), reach, room, fence, seq)
  if (changes === 0) refuseUnlessStored(statements, batch)
  for (const { client, authorId } of claims) statements.insertClaim.run(room, client, authorId)
  if (manners !== undefined) statements.setManners.run(room, manners)
}

/** Its place may be taken by this very batch, whose answer was lost; otherwise this throws why it may not stand there. */
function refuseUnlessStored({ findRoom, findUpdate }: Statements, batch: RoomBatch): void {
  const { room, seq, update, fence } = batch
  // the columns that the statement names
  const stored = findRoom.get(room) as { fence: number; snapshot_seq: number } | undefined
  if (stored === undefined) throw new RoomMissing(room)
  if (stored.fence !== fence) throw new RoomFenced(room, fence)
  if (seq <= stored.snapshot_seq) throw new LogConflict(room, seq)
  const same = findUpdate.get(room, seq) as { body: Buffer } | undefined
  if (same === undefined || !same.body.equals(update)) throw new LogConflict(room, seq)
}
