import type * as Y from 'yjs'
import type { RoomLimits } from './limits.ts'
import type { RoomRules } from './live-document.ts'
import type { Room } from './room.ts'
import type { StoredSnapshot } from './update-log.ts'

/** Where facts go that an operator may need: ids and counts, never what is on a board. */
export interface RoomLogger {
  info(facts: Record<string, unknown>, message: string): void
  warn(facts: Record<string, unknown>, message: string): void
  error(facts: Record<string, unknown>, message: string): void
}

/** What a room needs from the set of rooms it is in. */
export interface RoomSurroundings<A> {
  readonly limits: RoomLimits
  readonly logger: RoomLogger
  readonly roots: ReadonlySet<string> | null
  now(): number
  createRules(doc: Y.Doc, room: string): RoomRules<A>
  /** The room has something to do at the next tick. */
  wake(room: Room<A>, urgent: boolean): void
}

/** The one method of the log that a room itself calls. */
export type CompactLog = (
  room: string,
  upToSeq: number,
  build: (updates: readonly Uint8Array[]) => StoredSnapshot,
) => Promise<StoredSnapshot>
