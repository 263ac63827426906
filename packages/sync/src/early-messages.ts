import { withoutSurroundings } from './incoming-bytes.ts'
import { ROOM_LIMITS } from './limits.ts'

/** Messages that a peer may send before its room is open; a stock client sends two. */
const EARLY_MESSAGES_MAX = 64
/** The same in bytes: what somebody wrote offline may be one large message. */
const EARLY_BYTES_MAX = 2 * ROOM_LIMITS.frameBytes

/** What a socket sends before its room is open. */
export class EarlyMessages {
  #messages: Uint8Array[] = []
  #bytes = 0

  /** Keeps one more; false when there are too many. */
  keep(message: Uint8Array): boolean {
    this.#bytes += message.length
    if (this.#messages.length >= EARLY_MESSAGES_MAX || this.#bytes > EARLY_BYTES_MAX) return false
    this.#messages.push(withoutSurroundings(message))
    return true
  }

  /** How much is kept. */
  get bytes(): number {
    return this.#bytes
  }

  /** What was kept, in order; nothing is left. */
  take(): Uint8Array[] {
    const messages = this.#messages
    this.#messages = []
    this.#bytes = 0
    return messages
  }
}
