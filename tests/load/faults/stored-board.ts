import * as Y from 'yjs'
import { openDatabase } from '../../../apps/server/src/db/open-database.ts'

/** How a room lies in SQLite at one moment. */
export interface StoredRoomSize {
  /** The last update that is folded into the snapshot. */
  readonly snapshotSeq: number
  readonly snapshotBytes: number
  readonly tailBytes: number
  readonly tailUpdates: number
  /** Parts of a next snapshot that is being written and does not count yet. */
  readonly unfinishedParts: number
}

/** A room's rows, seen beside the server that writes them or after its end. */
export interface StoredRoomWatch {
  look(): Promise<StoredRoomSize>
  /** Whether a process holds it in memory. */
  isHeld(): Promise<boolean>
  /** The document that the rows make; the caller destroys it. */
  read(): Promise<Y.Doc>
  close(): Promise<void>
}

/** Opens the SQLite database of a data folder, to look only. */
export function watchStoredRoom(dataDir: string, room: string): StoredRoomWatch {
  const { db } = openDatabase({ databaseUrl: null, dataDir })
  const head = () =>
    db
      .selectFrom('sync_room')
      .select(['generation', 'snapshot_seq as snapshotSeq'])
      .where('id', '=', room)
      .executeTakeFirstOrThrow()
  const sum = (rows: readonly { bytes: number }[]) => rows.reduce((all, { bytes }) => all + bytes, 0)
  return {
    async look() {
      const { generation, snapshotSeq } = await head()
      const parts = await db
        .selectFrom('sync_part')
        .select(({ fn }) => ['generation', fn<number>('length', ['body']).as('bytes')])
        .where('room_id', '=', room)
        .execute()
      const tail = await db
        .selectFrom('sync_update')
        .select(({ fn }) => fn<number>('length', ['body']).as('bytes'))
        .where('room_id', '=', room)
        .where('seq', '>', snapshotSeq)
        .execute()
      return {
        snapshotSeq,
        snapshotBytes: sum(parts.filter((part) => part.generation === generation)),
        tailBytes: sum(tail),
        tailUpdates: tail.length,
        unfinishedParts: parts.filter((part) => part.generation > generation).length,
      }
    },
    async isHeld() {
      const { holder } = await db
        .selectFrom('sync_room')
        .select('holder')
        .where('id', '=', room)
        .executeTakeFirstOrThrow()
      return holder !== null
    },
    async read() {
      const { generation, snapshotSeq } = await head()
      const parts = await db
        .selectFrom('sync_part')
        .select('body')
        .where('room_id', '=', room)
        .where('generation', '=', generation)
        .orderBy('part')
        .execute()
      const tail = await db
        .selectFrom('sync_update')
        .select('body')
        .where('room_id', '=', room)
        .where('seq', '>', snapshotSeq)
        .orderBy('seq')
        .execute()
      const doc = new Y.Doc()
      doc.transact(() => {
        for (const { body } of [...parts, ...tail]) Y.applyUpdate(doc, body)
      })
      return doc
    },
    close: () => db.destroy(),
  }
}
