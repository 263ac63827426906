import { RoomElsewhere } from './errors.ts'
import type { RoomSurroundings } from './room-surroundings.ts'
import type { StoredState } from './stored-state.ts'
import type { UpdateLog } from './update-log.ts'

/** An only part longer than this comes from before snapshots were cut: applying it holds everything up. */
const UNCUT_BYTES = 512 * 1024

/** After so many folds that failed one after the other nobody counts on the next. */
const FAILURES = 2

/** What folding a room's log needs of the room. */
export interface RoomCompactionOptions {
  room: string
  fence: number
  stored: StoredState
  around: Pick<RoomSurroundings<unknown>, 'fold' | 'limits' | 'now'>
  /** Whether the room was let go. */
  discarded(): boolean
  /** When somebody's words were stored last, in ms; null while some are on their way. */
  atRestSinceMs(): number | null
}

/** Folds a room's log into a new snapshot, while people write: one at a time, and not soon after one that failed. */
export class RoomCompaction {
  readonly #options: RoomCompactionOptions
  #running = false
  #notBeforeMs = 0
  #failures = 0
  /** Said once: a single operation may be as long, and folding it again would change nothing. */
  #uncut: boolean
  #writing: Promise<void> = Promise.resolve()
  /** The fold under way, or the last one; never rejects. */
  #folding: Promise<void> = Promise.resolve()

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

  /** Whether it failed again and again. */
  get fails(): boolean {
    return this.#failures >= FAILURES
  }

  /** How many updates are to be folded. */
  get tailLength(): number {
    return this.#options.stored.tailLength
  }

  /** Whether the tail is long enough to fold it. */
  get due(): boolean {
    const { stored, around } = this.#options
    const { tailBytes, tailUpdates, roomBytes } = around.limits
    if (this.#running) return false
    const due =
      stored.tailLength > tailUpdates ||
      stored.tailBytes > Math.max(tailBytes, Math.min(2 * stored.snapshotBytes, roomBytes / 4)) ||
      this.#uncut
    return due && around.now() >= this.#notBeforeMs
  }

  /** Whether people pause here, and the tail is worth folding meanwhile. */
  get dueAtRest(): boolean {
    const { stored, around, atRestSinceMs } = this.#options
    const { restFoldBytes, restFoldMs } = around.limits
    const sinceMs = atRestSinceMs()
    const nowMs = around.now()
    if (this.#running || sinceMs === null || nowMs < this.#notBeforeMs) return false
    if (nowMs - sinceMs < restFoldMs) return false
    return stored.tailBytes > Math.max(restFoldBytes, stored.snapshotBytes / 2)
  }

  /** @throws {Error} when folding or storing failed; the log is as it was. */
  async run(log: Pick<UpdateLog, 'compact'>): Promise<void> {
    if (this.#running || this.#options.discarded()) return
    this.#running = true
    const folding = this.#fold(log)
    this.#folding = folding.catch(() => undefined)
    await folding
  }

  /**
   * Folds everything that is stored by now, however short the tail, after a fold that runs.
   * @throws {RoomElsewhere} when the room was let go.
   * @throws {Error} as `run`
   */
  async runToTheEnd(log: Pick<UpdateLog, 'compact'>): Promise<void> {
    while (this.#running) await this.#folding
    await this.run(log)
    if (this.#options.discarded()) throw new RoomElsewhere(this.#options.room)
  }

  async #fold(log: Pick<UpdateLog, 'compact'>): Promise<void> {
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
      this.#failures = 0
    } catch (err) {
      this.#failures += 1
      this.#notBeforeMs = around.now() + around.limits.compactRetryMs
      throw err
    } finally {
      this.#running = false
    }
  }
}
