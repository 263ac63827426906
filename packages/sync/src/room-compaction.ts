import type { RoomSurroundings } from './room-surroundings.ts'
import type { StoredState } from './stored-state.ts'
import type { UpdateLog } from './update-log.ts'

/** An only part longer than this comes from before snapshots were cut: applying it holds everything up. */
const UNCUT_BYTES = 512 * 1024

/** What folding a room's log needs of the room. */
export interface RoomCompactionOptions {
  room: string
  fence: number
  stored: StoredState
  around: Pick<RoomSurroundings<unknown>, 'fold' | 'limits' | 'now'>
  /** Whether the room was let go. */
  discarded(): boolean
}

/** Folds a room's log into a new snapshot, while people write: one at a time, and not soon after one that failed. */
export class RoomCompaction {
  readonly #options: RoomCompactionOptions
  #running = false
  #notBeforeMs = 0
  /** Said once: a single operation may be as long, and folding it again would change nothing. */
  #uncut: boolean
  #writing: Promise<void> = Promise.resolve()

  constructor(options: RoomCompactionOptions) {
    this.#options = options
    const { stored } = options
    this.#uncut = stored.inOnePart && stored.snapshotBytes > UNCUT_BYTES
  }

  get running(): boolean {
    return this.#running
  }

  /** Resolves when nothing is being written, whether that succeeds or not. */
  get written(): Promise<void> {
    return this.#writing
  }

  /** Whether the tail is long enough to fold it. */
  get due(): boolean {
    const { stored, around } = this.#options
    const { tailBytes, tailUpdates } = around.limits
    if (this.#running) return false
    const due =
      stored.tailLength > tailUpdates ||
      stored.tailBytes > Math.max(tailBytes, 2 * stored.snapshotBytes) ||
      this.#uncut
    return due && around.now() >= this.#notBeforeMs
  }

  /** @throws {Error} when folding or storing failed; the log is as it was. */
  async run(log: Pick<UpdateLog, 'compact'>): Promise<void> {
    if (this.#running) return
    this.#running = true
    const { room, fence, stored, around, discarded } = this.#options
    try {
      const { lastSeq, tailLength } = stored
      const snapshot = await around.fold(stored.updates)
      if (discarded()) return
      const writing = log.compact(room, { fence, upToSeq: lastSeq, snapshot })
      this.#writing = writing.catch(() => undefined)
      await writing
      stored.compacted(tailLength, snapshot)
      this.#uncut = false
    } catch (err) {
      this.#notBeforeMs = around.now() + around.limits.compactRetryMs
      throw err
    } finally {
      this.#running = false
    }
  }
}
