import { sentBytes, type WebSocketLike } from './peer-socket.ts'

/**
 * A socket may hardly drain for so many rounds of pings, four minutes: behind a proxy the kernel takes a megabyte at a time,
 * which a telephone at 40 kbit/s needs that long for.
 */
const STUCK_ROUNDS = 12

/** Whoever is behind for so many rounds is slow, however well it drains. */
const SLOW_ROUNDS = 3

/**
 * Whether what is queued for a reader drains (SPEC.md S2). What counts is what left this process, and not how much is
 * left: a large board takes minutes on a slow telephone, and is on its way all the time.
 */
export class Drain {
  readonly #socket: WebSocketLike
  readonly #leastBytes: number
  #rounds = 0
  #behindRounds = 0
  #sent = 0

  /** @param leastBytes what has to leave within twelve rounds */
  constructor(socket: WebSocketLike, leastBytes: number) {
    this.#socket = socket
    this.#leastBytes = leastBytes
  }

  /** Whether the reader has been behind for so many rounds, however well it drains. */
  get isSlow(): boolean {
    return this.#behindRounds >= SLOW_ROUNDS
  }

  /** A round of pings is over. @returns whether the reader is behind, and hardly anything has left for twelve of them */
  isStuck(isBehind: boolean): boolean {
    const sent = sentBytes(this.#socket)
    this.#behindRounds = isBehind ? this.#behindRounds + 1 : 0
    if (!isBehind || sent - this.#sent >= this.#leastBytes) {
      this.#rounds = 0
      this.#sent = sent
      return false
    }
    this.#rounds += 1
    return this.#rounds >= STUCK_ROUNDS
  }
}
