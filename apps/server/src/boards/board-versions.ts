import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'

/** Up to which update each of these boards is stored: it grows with every change, whichever process took it. */
export async function boardVersions(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map()
  const rooms = await db
    .selectFrom('sync_room')
    .leftJoin('sync_update', 'sync_update.room_id', 'sync_room.id')
    .select(({ fn }) => [
      'sync_room.id',
      'sync_room.snapshot_seq as folded',
      fn.max('sync_update.seq').as('last'),
    ])
    .where('sync_room.id', 'in', ids)
    .groupBy(['sync_room.id', 'sync_room.snapshot_seq'])
    .execute()
  return new Map(rooms.map(({ id, folded, last }) => [id, Math.max(Number(folded), Number(last ?? 0))]))
}
