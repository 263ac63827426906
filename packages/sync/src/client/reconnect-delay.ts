import type { WebsocketProvider } from 'y-websocket'

/** First attempt to come back, in ms after the loss: a planned restart shows no longer gap, and nobody comes at once. */
const FIRST_MIN_MS = 300
const FIRST_MAX_MS = 1_200
/** So many attempts are made at that pace: a server that restarts is back within them. */
const QUICK_ATTEMPTS = 3
/** Longest pause between two attempts, in ms. */
const PAUSE_MAX_MS = 8_000

/** Pauses of somebody who waits for a place, in ms: hundreds may, and one becomes free when somebody leaves. */
const CROWDED_MIN_MS = 4_000
const CROWDED_MAX_MS = 12_000

/** y-websocket waits `min(2^n · 100, maxBackoffTime)`: from here on our own number alone decides. */
const BACKOFF_STEPS_MIN = 8

/**
 * How long to wait before the next attempt to connect, in ms: spread at random, since all clients of a server that
 * restarts lose it in the same moment.
 * @param failures attempts and connections that ended since the document was last received, this one included
 * @param random from 0 to 1
 */
export function reconnectDelayMs(failures: number, random: number): number {
  const doublings = Math.max(0, failures - QUICK_ATTEMPTS)
  const longest = Math.min(PAUSE_MAX_MS, FIRST_MAX_MS * 2 ** doublings)
  return FIRST_MIN_MS + random * (longest - FIRST_MIN_MS)
}

/** The same for a room that has no place at present, however often she came before. */
export function crowdedDelayMs(random: number): number {
  return CROWDED_MIN_MS + random * (CROWDED_MAX_MS - CROWDED_MIN_MS)
}

/** Decides how long a provider waits before it comes back; to be told of every connection that ended. */
export class ReconnectPace {
  readonly #provider: Pick<WebsocketProvider, 'maxBackoffTime' | 'wsUnsuccessfulReconnects'>
  #failures = 0

  constructor(provider: Pick<WebsocketProvider, 'maxBackoffTime' | 'wsUnsuccessfulReconnects'>) {
    this.#provider = provider
  }

  /** A connection ended, or did not come about; `isCrowded` when the room had no place. */
  ended(isCrowded: boolean): void {
    this.#failures += 1
    const random = Math.random()
    this.#provider.maxBackoffTime = isCrowded
      ? crowdedDelayMs(random)
      : reconnectDelayMs(this.#failures, random)
    this.#provider.wsUnsuccessfulReconnects = Math.max(
      this.#provider.wsUnsuccessfulReconnects,
      BACKOFF_STEPS_MIN,
    )
  }

  /** The document was received. */
  succeeded(): void {
    this.#failures = 0
  }
}
