import { foldUpdates, type RoomLeases, Rooms, type StoredSnapshot, type UpdateLog } from '@tablee/sync'
import { ROOTS } from './shared-document.ts'
import { stageRules } from './stage-rules.ts'
import type { StorageState } from './steps.ts'
import { TroubledLog } from './troubled-log.ts'

/** Small, so that a short program meets every one of them. */
const LIMITS = {
  tickMs: 2,
  retryMinMs: 2,
  retryMaxMs: 8,
  roomIdleMs: 5,
  liveIdleMs: 5,
  keepaliveMs: 200,
  tailUpdates: 12,
  idleTailUpdates: 1,
  dropCursorsBytes: 200,
  stallBytes: 600,
  compactRetryMs: 10,
  messagesPerSecond: 1e9,
  messageBurst: 1e9,
  bytesPerSecond: 1e9,
  byteBurst: 1e9,
  personConnections: 1e9,
  personMessagesPerSecond: 1e9,
  personMessageBurst: 1e9,
  personBytesPerSecond: 1e9,
  personByteBurst: 1e9,
  personUpdatesPerSecond: 1e9,
  personUpdateBurst: 1e9,
  questionsPerSecond: 1e9,
  questionBurst: 1e9,
  personQuestionsPerSecond: 1e9,
  personQuestionBurst: 1e9,
  refusalsPerSecond: 1e9,
  refusalBurst: 1e9,
}

/** How long folding takes, in turns of the event loop. */
const FOLD_TURNS = 10

/** Reasons for which an honest client's connection may end, beside the network. */
const HONEST_REASONS: readonly unknown[] = [
  'restarting',
  'rights_changed',
  'storage_down',
  'overloaded',
  'clock_gap',
]

/** What the server has to say of a storage that is in trouble, and of a room that another process took. */
const CONSEQUENCES =
  /in trouble|was lost|updates that storage refused|the log is no longer ours|held by another process/

/** What a process has of the storage: its log, and its right to rooms. */
export interface ProcessStorage {
  readonly log: UpdateLog
  /** Left out: there is one process only. */
  readonly leases?: RoomLeases
  /** The others count this process as gone from now on. */
  expire(): Promise<void>
  /** It is counted anew, under another name. */
  begin(): Promise<void>
}

/** One server process with its rooms, on a storage that fails when it is told to. */
export class StageProcess {
  readonly #storage: ProcessStorage
  readonly #log: TroubledLog
  readonly #complain: (complaint: string) => void
  #rooms: Rooms<string>
  #isExpired = false
  #isAsleep = false

  /** @param complain told what went wrong that nobody had asked for */
  constructor(storage: ProcessStorage, complain: (complaint: string) => void) {
    this.#storage = storage
    this.#log = new TroubledLog(storage.log)
    this.#complain = complain
    this.#rooms = this.#openRooms()
  }

  get rooms(): Rooms<string> {
    return this.#rooms
  }

  /** Its storage. */
  get storage(): TroubledLog {
    return this.#log
  }

  /** Storage does this from here on, unless the process sleeps, and asks it for nothing. */
  become(state: StorageState): void {
    if (!this.#isAsleep) this.#log.become(state)
  }

  /** The others may take its rooms, and it does not know; asleep it asks its storage for nothing until it wakes. */
  async expire(isAsleep: boolean): Promise<void> {
    if (isAsleep) {
      this.#isAsleep = true
      this.#log.become('stands still')
    }
    this.#isExpired = true
    await this.#storage.expire()
  }

  /** It goes on with what it was about to do. */
  wake(): void {
    if (!this.#isAsleep) return
    this.#isAsleep = false
    this.#log.become('is well')
  }

  /** It learns that it was counted as gone: it lets everybody go, and begins anew. */
  async learn(): Promise<void> {
    if (!this.#isExpired) return
    this.wake()
    this.#isExpired = false
    this.#rooms.letGoAll('room_moved')
    await this.#storage.begin()
  }

  /** A planned stop, and a start. */
  async restart(): Promise<void> {
    await this.stop()
    this.#rooms = this.#openRooms()
  }

  async stop(): Promise<void> {
    await this.learn()
    // A stop waits for storage; how long is for the process to decide, not for its rooms.
    if (this.#log.state === 'stands still') this.#log.become('is well')
    await this.#rooms.stop()
  }

  /** It is gone, and nobody hears of what it had asked for. */
  async crash(): Promise<void> {
    await this.#log.abandon()
    await this.#storage.expire()
  }

  #openRooms(): Rooms<string> {
    const complain = (facts: Record<string, unknown>, message: string) => {
      this.#complain(`${message} (${String(facts['reason'] ?? facts['err'] ?? '')})`)
    }
    const { leases } = this.#storage
    return new Rooms<string>({
      log: this.#log,
      ...(leases ? { leases } : {}),
      createRules: stageRules,
      fold: foldSlowly,
      limits: LIMITS,
      roots: ROOTS,
      logger: {
        info: () => undefined,
        warn: (facts, message) => {
          if (!HONEST_REASONS.includes(facts['reason'])) complain(facts, message)
        },
        error: (facts, message) => {
          if (!CONSEQUENCES.test(`${String(facts['err'])} ${message}`)) complain(facts, message)
        },
      },
    })
  }
}

/** Folding takes a while, as in a thread of its own, so that people write meanwhile. */
async function foldSlowly(updates: readonly Uint8Array[]): Promise<StoredSnapshot> {
  for (let turn = 0; turn < FOLD_TURNS; turn++) await new Promise((resolve) => setImmediate(resolve))
  return foldUpdates(updates)
}
