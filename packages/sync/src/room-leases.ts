/** Whether a room is this process's, and under which fence; else the address of the process that holds it. */
export type LeaseAnswer = { held: true; fence: number } | { held: false; node: string }

/**
 * Which of several processes holds a room. `roomLeasesContract` of `@tablee/sync/testing` says what an
 * implementation must do.
 */
export interface RoomLeases {
  /**
   * Takes a room that nobody holds or whose holder is gone. Every change of holder raises the fence.
   * @throws {RoomMissing} when there is no such room.
   */
  acquire(room: string): Promise<LeaseAnswer>
  /** Gives rooms up so that another process may take them at once; stale fences are ignored. */
  release(rooms: readonly HeldRoom[]): Promise<void>
}

/** A room that this process holds. */
export interface HeldRoom {
  room: string
  fence: number
}

/** One process alone: every room is its own. */
export const SOLE_HOLDER: RoomLeases = {
  acquire: async () => ({ held: true, fence: 0 }),
  release: async () => undefined,
}
