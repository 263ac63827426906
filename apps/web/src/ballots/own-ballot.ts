import type { Ballot, Cast, OwnBallot } from '@tablee/contract'
import { ApiError } from '../api/api-error.ts'

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
 * state last. What the server refuses goes back to what it has, with the reason.
 */
export class OwnBallotKeeper {
  readonly #wire: BallotWire
  readonly #listeners = new Set<() => void>()
  readonly #leave = new AbortController()
  #state = LOADING
  #kept: Cast = {}
  #isSending = false

  constructor(wire: BallotWire) {
    this.#wire = wire
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
    if (this.#state.ballot) void this.#send()
    else void this.#load()
  }

  /** Stops listening to the server; what was given is sent all the same. */
  close(): void {
    this.#leave.abort()
    this.#listeners.clear()
  }

  #change(votes: Cast): void {
    if (!this.#state.ballot) return
    this.#put({ votes, saving: 'saving', problem: null })
    void this.#send()
  }

  async #load(): Promise<void> {
    try {
      const { ballot, votes } = await this.#wire.read(this.#leave.signal)
      this.#kept = votes
      this.#put({ ballot, votes, saving: 'saved', problem: null })
    } catch (problem) {
      if (!this.#leave.signal.aborted) this.#put({ saving: 'failed', problem })
    }
  }

  async #send(): Promise<void> {
    if (this.#isSending) return
    this.#isSending = true
    try {
      let sent: Cast
      do {
        sent = this.#state.votes
        this.#kept = (await this.#wire.cast(sent, this.#kept)).votes
      } while (this.#state.votes !== sent)
      this.#put({ votes: this.#kept, saving: 'saved', problem: null })
    } catch (problem) {
      if (isOvertaken(problem)) await this.#readAgain()
      // A refusal stands; what only did not arrive stays on the screen, to be tried again.
      this.#put({ ...(isRefusal(problem) ? { votes: this.#kept } : {}), saving: 'failed', problem })
    } finally {
      this.#isSending = false
    }
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

function isRefusal(problem: unknown): boolean {
  return problem instanceof ApiError && (problem.code.startsWith('ballot_') || problem.code === 'forbidden')
}

function isOvertaken(problem: unknown): boolean {
  return problem instanceof ApiError && problem.code === 'ballot_overtaken'
}

function dotsLeft({ ballot, votes }: OwnBallotState): number | null {
  if (ballot?.kind !== 'dots' || ballot.budget === null) return null
  return ballot.budget - Object.values(votes).reduce((sum, dots) => sum + dots, 0)
}
