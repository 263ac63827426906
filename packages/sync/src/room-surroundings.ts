import type * as Y from 'yjs'
import type { CloseReason } from './close-codes.ts'
import type { RoomLimits } from './limits.ts'
import type { CreateRules } from './open-document.ts'
import type { Room } from './room.ts'
import type { RoomManners } from './room-manners.ts'
import type { TimeSlices } from './time-slices.ts'
import type { FoldUpdates } from './update-log.ts'

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
  readonly now: () => number
  /** Whether everything is stored and given up at present, so that nothing may wait. */
  stopping(): boolean
  readonly slices: TimeSlices
  readonly createRules: CreateRules<A>
  readonly fold: FoldUpdates
  readonly mannersOf?: ((doc: Y.Doc) => RoomManners) | undefined
  /** The room has something to do at the next tick. */
  wake(room: Room<A>, urgent: boolean): void
  /** The room cannot go on: its peers are to be closed with this reason. */
  letGo(room: Room<A>, reason: CloseReason): void
}
