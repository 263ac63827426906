import { type HeldRoom, type LeaseAnswer, type RoomLeases, RoomMissing } from '@tablee/sync'
import { type Kysely, sql } from 'kysely'
import type { DialectName } from '../db/dialect.ts'
import type { Database } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { databaseNow, deleteExpiredNode } from '../nodes/store.ts'

/** Rooms given up with one statement. */
const ROOMS_PER_STATEMENT = 100

/** The process that takes and gives up rooms. */
export interface Holder {
  readonly id: string
  /** Whether it may hold rooms: not when its life has run out by its own clock. */
  readonly alive: boolean
  /** Whether it may declare others gone. */
  mayJudge(): boolean
}

/**
 * Leases in the database; what they promise is `roomLeasesContract`. A room is held by a process as long as that has
 * its row in `node`. A row is removed for good, so a process that comes back late cannot find its rooms again; the
 * fence, which every write checks, keeps it from writing before it has noticed.
 */
export class SqlRoomLeases implements RoomLeases {
  readonly #db: Kysely<Database>
  readonly #dialect: DialectName
  readonly #self: Holder

  constructor(db: Kysely<Database>, dialect: DialectName, self: Holder) {
    this.#db = db
    this.#dialect = dialect
    this.#self = self
  }

  /** @throws {AppError} `storage_unavailable` while this process may hold nothing */
  async acquire(room: string): Promise<LeaseAnswer> {
    for (;;) {
      if (!this.#self.alive) throw new AppError('storage_unavailable')
      const { id } = this.#self
      const lease = await this.#find(room)
      if (lease === undefined) throw new RoomMissing(room)
      if (lease.holder === id && this.#holds(id)) return { held: true, fence: lease.fence }
      if (lease.holder !== null && lease.expiresAt !== null) {
        if (lease.alive || !this.#self.mayJudge()) return { held: false, node: lease.address ?? '' }
        // its last renewal may come at this very moment: who is first decides
        await deleteExpiredNode(this.#db, this.#dialect, lease.holder)
        continue
      }
      // the fence stands for the holder: whoever comes first raises it, and the others look again
      const taken = await this.#db
        .updateTable('sync_room')
        .set({ holder: id, fence: lease.fence + 1 })
        .where('id', '=', room)
        .where('fence', '=', lease.fence)
        .executeTakeFirst()
      // declared gone meanwhile, it goes on under another id, and this lease is nobody's
      if (taken.numUpdatedRows > 0n && this.#holds(id)) return { held: true, fence: lease.fence + 1 }
    }
  }

  async release(rooms: readonly HeldRoom[]): Promise<void> {
    for (let start = 0; start < rooms.length; start += ROOMS_PER_STATEMENT) {
      const some = rooms.slice(start, start + ROOMS_PER_STATEMENT)
      await this.#db
        .updateTable('sync_room')
        .set({ holder: null })
        .where('holder', '=', this.#self.id)
        .where(({ eb, or, and }) =>
          or(some.map(({ room, fence }) => and([eb('id', '=', room), eb('fence', '=', fence)]))),
        )
        .execute()
    }
  }

  #holds(id: string): boolean {
    return id === this.#self.id && this.#self.alive
  }

  #find(room: string) {
    return this.#db
      .selectFrom('sync_room')
      .leftJoin('node', 'node.id', 'sync_room.holder')
      .select(['sync_room.fence', 'sync_room.holder', 'node.address', 'node.expires_at as expiresAt'])
      .select(sql<boolean | number>`node.expires_at > ${databaseNow(this.#dialect)}`.as('alive'))
      .where('sync_room.id', '=', room)
      .executeTakeFirst()
  }
}
