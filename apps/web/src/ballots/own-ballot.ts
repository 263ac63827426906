import { type Ballot, type Cast, ERRORS, type OwnBallot } from '@tablee/contract'
import { ApiError } from '../api/api-error.ts'
import type { CastShelf } from './unsent-cast.ts'

/** How soon what did not arrive is sent again, in ms; twice as long after each failure, up to the longest. */
const RETRY_MS = 2_000
const RETRY_MAX_MS = 30_000

/** How one person's ballot is read and given. */
export interface BallotWire {
  read(signal: AbortSignal): Promise<OwnBallot>
  /** `known` is what the server had: somebody else of an organisation may have changed its ballot. */
  cast(votes: Cast, known: Cast): Promise<OwnBallot>
}

/** One person's ballot as it stands on this screen. */
export interface OwnBallotState {
  /** Null until the server has answered. */
  ballot: Ballot | null
  votes: Cast
  /** Dots that she has not placed; null where dots are not counted. */
  left: number | null
  saving: 'loading' | 'saved' | 'saving' | 'failed'
  /** What the last attempt failed with. */
  problem: unknown
}

const LOADING: OwnBallotState = { ballot: null, votes: {}, left: null, saving: 'loading', problem: null }

/**
 * Keeps one person's ballot: what she gives shows at once and is sent as a whole, one request at a time, the latest
 * state last. What the server refuses goes back to what it has, with the reason; what does not arrive is kept and sent
 * again by itself.
 */
export class OwnBallotKeeper {
  readonly #wire: BallotWire
  readonly #listeners = new Set<() => void>()
  readonly #leave = new AbortController()
  #state = LOADING
  #kept: Cast = {}
  #isSending = false
  #retryMs = RETRY_MS
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #shelf: CastShelf

  constructor(wire: BallotWire, shelf: CastShelf) {
    this.#wire = wire
    this.#shelf = shelf
    void this.#load()
  }

  state = (): OwnBallotState => this.#state

  /** Calls back after every change. Returns its undo. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Sets what she gives to one key; null or no dots takes it back. */
  give = (key: string, value: number | null): void => {
    const { ballot } = this.#state
    if (!ballot) return
    const { [key]: _, ...others } = this.#state.votes
    const takesBack = value === null || (value === 0 && ballot.kind !== 'scores')
    this.#change(takesBack ? others : { ...others, [key]: value })
  }

  /** Chooses one key and leaves every other: for a ballot that has one answer. */
  choose = (key: string): void => this.#change({ [key]: 1 })

  /** Tries again what could not be sent. */
  retry = (): void => {
    clearTimeout(this.#timer)
    if (this.#state.ballot) void this.#send()
    else void this.#load()
  }

  /** The network is there again: what failed is tried at once. */
  online = (): void => {
    this.#retryMs = RETRY_MS
    if (this.#state.saving === 'failed' && !isRefusal(this.#state.problem)) this.retry()
  }

  /** Stops listening to the server; what was given is sent all the same, or by the next who opens the ballot. */
  close(): void {
    clearTimeout(this.#timer)
    this.#leave.abort()
    this.#listeners.clear()
  }

  #change(votes: Cast): void {
    if (!this.#state.ballot) return
    this.#put({ votes, saving: 'saving', problem: null })
    this.#shelf.put({ votes, known: this.#kept })
    void this.#send()
  }

  async #load(): Promise<void> {
    try {
      const { ballot, votes } = await this.#wire.read(this.#leave.signal)
      const kept = this.#shelf.read()
      // it had arrived: only its answer was lost
      const unsent = kept && !isSameCast(kept.votes, votes) ? kept : null
      if (kept && !unsent) this.#shelf.clear()
      this.#retryMs = RETRY_MS
      this.#kept = unsent?.known ?? votes
      this.#put({ ballot, votes: unsent?.votes ?? votes, saving: unsent ? 'saving' : 'saved', problem: null })
      if (unsent) void this.#send()
    } catch (problem) {
      if (this.#leave.signal.aborted) return
      this.#put({ saving: 'failed', problem })
      this.#again(problem)
    }
  }

  async #send(): Promise<void> {
    if (this.#isSending) return
    clearTimeout(this.#timer)
    this.#isSending = true
    try {
      let sent: Cast
      do {
        sent = this.#state.votes
        this.#kept = (await this.#wire.cast(sent, this.#kept)).votes
        if (this.#state.votes !== sent) this.#shelf.put({ votes: this.#state.votes, known: this.#kept })
      } while (this.#state.votes !== sent)
      this.#shelf.clear()
      this.#retryMs = RETRY_MS
      this.#put({ votes: this.#kept, saving: 'saved', problem: null })
    } catch (problem) {
      // what the server has now: another tab or device of hers may have voted meanwhile
      if (isRefusal(problem)) {
        await this.#readAgain()
        this.#shelf.clear()
      }
      // A refusal stands; what only did not arrive stays on the screen, to be tried again.
      this.#put({ ...(isRefusal(problem) ? { votes: this.#kept } : {}), saving: 'failed', problem })
      this.#again(problem)
    } finally {
      this.#isSending = false
    }
  }

  /** Tries by itself what the server has not answered. */
  #again(problem: unknown): void {
    if (isRefusal(problem) || this.#leave.signal.aborted) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.retry, this.#retryMs)
    this.#retryMs = Math.min(RETRY_MAX_MS, this.#retryMs * 2)
  }

  /** What the server has now; when it does not say, what it had stands. */
  async #readAgain(): Promise<void> {
    try {
      this.#kept = (await this.#wire.read(this.#leave.signal)).votes
    } catch {
      // The next attempt is told again.
    }
  }

  #put(change: Partial<OwnBallotState>): void {
    const next = { ...this.#state, ...change }
    this.#state = { ...next, left: dotsLeft(next) }
    for (const listener of this.#listeners) listener()
  }
}

/** Whether the server itself said no. That it has too much to do, or nobody answered, is no answer. */
function isRefusal(problem: unknown): boolean {
  if (!(problem instanceof ApiError)) return false
  const { code } = problem
  if (code === 'offline' || code === 'answer_unreadable') return false
  return ERRORS[code] < 500 && ERRORS[code] !== 429
}

function isSameCast(a: Cast, b: Cast): boolean {
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}

function dotsLeft({ ballot, votes }: OwnBallotState): number | null {
  if (ballot?.kind !== 'dots' || ballot.budget === null) return null
  return ballot.budget - Object.values(votes).reduce((sum, dots) => sum + dots, 0)
}
