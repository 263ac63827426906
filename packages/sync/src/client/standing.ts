import { type Standing, standingMessage } from '../protocol.ts'

/** Words that take longer than this to arrive are told to the server, in ms: a good line needs a tenth of it. */
const BEHIND_AFTER_MS = 400

/** Tells the server when words are long on their way, and when they have arrived; it tells those who lead (SPEC.md C9). */
export class OwnStanding {
  readonly #isDirty: () => boolean
  readonly #send: (message: Uint8Array<ArrayBuffer>) => void
  /** What the server of this connection was told last; null when it does not take it. */
  #told: Standing | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  /** @param send sends a message, when the connection is open */
  constructor(isDirty: () => boolean, send: (message: Uint8Array<ArrayBuffer>) => void) {
    this.#isDirty = isDirty
    this.#send = send
  }

  /** A connection opened: whether its server takes what a client says of its standing. */
  opened(isTaken: boolean): void {
    this.#told = isTaken ? 'saved' : null
    if (isTaken) this.follow()
  }

  /** What is not saved yet may have changed. */
  follow(): void {
    if (!this.#isDirty()) {
      this.stop()
      this.#tell('saved')
      return
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      if (this.#isDirty()) this.#tell('behind')
    }, BEHIND_AFTER_MS)
  }

  /** Words wait before they are sent: whoever ends a step or reveals them now is to know at once. */
  isBehind(): void {
    this.stop()
    this.#tell('behind')
  }

  /** The end of the connection will be no accident. */
  leave(): void {
    this.stop()
    this.#tell('leaves')
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #tell(standing: Standing): void {
    if (this.#told === null || this.#told === standing) return
    this.#told = standing
    this.#send(standingMessage(standing))
  }
}
