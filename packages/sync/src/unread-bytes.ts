import { keepNothingUnfinished, PIECE_BYTES, unfinishedBytes, withoutSurroundings } from './incoming-bytes.ts'
import type { RoomLimits } from './limits.ts'
import type { WebSocketLike } from './peer-socket.ts'

/** What one connection needs to keep something unread. */
export interface UnreadBytesOptions {
  socket: WebSocketLike
  limits: Pick<RoomLimits, 'heldBytes' | 'unfinishedRoundBytes'>
  /** So much more of its person's is kept, or less; false when that is too much. */
  keep(bytes: number): boolean
}

/**
 * What one connection makes the server keep before it can be read (SPEC.md U14): parts of a message, updates before a
 * handshake, messages before its room is open.
 */
export class UnreadBytes {
  readonly #options: UnreadBytesOptions
  #bytes = 0
  #unfinished = 0
  /** What had come of a message that was not complete at the last round of pings; 0 when it has been completed since. */
  #unfinishedBefore = 0
  #handshakeOver = false
  /** Updates that came before the first step 2 and build on what it brings; null when there are none. */
  #held: Uint8Array[] | null = null
  #heldBytes = 0
  /** Whether some were held at the last round of pings. */
  #heldLong = false
  #isReleased = false

  constructor(options: UnreadBytesOptions) {
    this.#options = options
  }

  /** All of it. */
  get bytes(): number {
    return this.#bytes
  }

  /** Whether a message has begun and is not complete. */
  get isInMessage(): boolean {
    return this.#unfinished > 0
  }

  /** Something has to be kept until it can be read, or no more, in bytes; false when all of the person's is too much. */
  keep(bytes: number): boolean {
    this.#bytes += bytes
    return this.#options.keep(bytes)
  }

  /** So much of a message is there that is not complete; false when all of the person's is too much. */
  keepUnfinished(bytes: number): boolean {
    if (bytes === this.#unfinished) return true
    const more = bytes - this.#unfinished
    this.#unfinished = bytes
    return this.keep(more)
  }

  /** A message is complete. */
  completed(): void {
    this.#unfinishedBefore = 0
    this.keepUnfinished(0)
  }

  /** Keeps an update until the handshake; false when the handshake is over, or too much is kept already. */
  hold(update: Uint8Array): boolean {
    const bytes = update.length + PIECE_BYTES
    if (this.#handshakeOver || this.#heldBytes + bytes > this.#options.limits.heldBytes) return false
    if (!this.keep(bytes)) return false
    this.#heldBytes += bytes
    this.#held ??= []
    this.#held.push(withoutSurroundings(update))
    return true
  }

  /** The handshake is over: what was held, in order. */
  takeHeld(): readonly Uint8Array[] {
    const held = this.#held ?? []
    this.#held = null
    this.keep(-this.#heldBytes)
    this.#heldBytes = 0
    this.#handshakeOver = true
    return held
  }

  /** Whether hardly anything came since the last round of pings of a message that was not complete then. */
  isStuck(): boolean {
    const before = this.#unfinishedBefore
    this.#unfinishedBefore = unfinishedBytes(this.#options.socket)
    return before > 0 && this.#unfinishedBefore - before < this.#options.limits.unfinishedRoundBytes
  }

  /** Whether updates were held at the last round of pings already. */
  isHeldTooLong(): boolean {
    const waitsTooLong = this.#heldLong && this.#held !== null
    this.#heldLong = this.#held !== null
    return waitsTooLong
  }

  /** Nothing of it is looked at any more: nothing is kept for it, nor of what its socket goes on sending. */
  release(): void {
    if (!this.#isReleased) keepNothingUnfinished(this.#options.socket)
    this.#isReleased = true
    this.#unfinished = 0
    this.#held = null
    this.#heldBytes = 0
    this.keep(-this.#bytes)
  }
}
