import type { Compaction, RoomBatch, RoomSeed, StoredRoom, UpdateLog } from '@tablee/sync'
import type { StorageState } from './steps.ts'

/** A call that is never answered, as of a process that is gone. */
const NEVER = new Promise<never>(() => undefined)

/** A real update log behind a storage that fails, stands still, or goes on without the process that used it. */
export class TroubledLog implements UpdateLog {
  readonly #log: UpdateLog
  readonly #underWay = new Set<Promise<unknown>>()
  #state: StorageState = 'is well'
  #stopWaiting: () => void = () => undefined
  #still: Promise<void> | null = null
  #dead = false

  constructor(log: UpdateLog) {
    this.#log = log
  }

  get state(): StorageState {
    return this.#state
  }

  /** From now on storage is in this state. */
  become(state: StorageState): void {
    this.#state = state
    if (state === 'stands still') {
      this.#still ??= new Promise((resolve) => {
        this.#stopWaiting = resolve
      })
    } else {
      this.#stopWaiting()
      this.#still = null
    }
  }

  /**
   * The process is gone: what it had asked for is done or not, and nobody hears of it. Resolves when the storage has
   * finished what was under way.
   */
  async abandon(): Promise<void> {
    this.#dead = true
    this.#stopWaiting()
    await Promise.allSettled(this.#underWay)
  }

  create(room: string, seed: RoomSeed): Promise<void> {
    return this.#call(() => this.#log.create(room, seed), this.#state === 'is away')
  }

  load(room: string): Promise<StoredRoom | null> {
    return this.#call(() => this.#log.load(room), this.#state === 'is away')
  }

  append(batches: readonly RoomBatch[]): Promise<void> {
    return this.#call(() => this.#log.append(batches), this.#state !== 'is well')
  }

  compact(room: string, compaction: Compaction): Promise<void> {
    return this.#call(() => this.#log.compact(room, compaction), this.#state !== 'is well')
  }

  remove(room: string): Promise<void> {
    return this.#call(() => this.#log.remove(room), false)
  }

  async #call<T>(work: () => Promise<T>, troubled: boolean): Promise<T> {
    if (troubled && this.#state === 'stands still') await this.#still
    if (this.#dead) return NEVER
    const state = troubled ? this.#state : 'is well'
    if (state === 'refuses' || state === 'is away') throw new Error('storage is in trouble')
    const running = work()
    this.#underWay.add(running)
    const [ended] = await Promise.allSettled([running])
    this.#underWay.delete(running)
    if (this.#dead) return NEVER
    if (ended.status === 'rejected') throw ended.reason
    if (state === 'loses its answers') throw new Error('the answer of storage was lost')
    return ended.value
  }
}
