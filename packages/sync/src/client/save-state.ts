import { SYNC_STEP_2 } from '../protocol.ts'

/** Whether what is on the screen is safe: on the server's disk, on its way, or refused by storage. */
export type Saved = 'saved' | 'pending' | 'failed'

/** Follows local edits until the server says that they are durable. */
export class SaveState {
  readonly #changed: () => void
  #dirty: boolean
  #storageOk = true
  #sent = 0
  #handshakeSent = false

  /** @param changed called when `dirty` or `saved` may have changed */
  constructor(dirty: boolean, changed: () => void) {
    this.#dirty = dirty
    this.#changed = changed
  }

  /** Whether there are local edits of which the server has not said that they are durable. */
  get dirty(): boolean {
    return this.#dirty
  }

  get saved(): Saved {
    if (!this.#dirty) return 'saved'
    return this.#storageOk ? 'pending' : 'failed'
  }

  /** A local edit was made. */
  edited(): void {
    if (this.#dirty) return
    this.#dirty = true
    this.#changed()
  }

  /** A new connection: it counts its own frames, and its handshake carries whatever the server lacks. */
  opened(): void {
    this.#sent = 0
    this.#handshakeSent = false
    this.#storageOk = true
    this.#changed()
  }

  /** A frame with an update left on this connection. */
  sent(kind: number): void {
    this.#sent += 1
    if (kind === SYNC_STEP_2) this.#handshakeSent = true
  }

  /** So many frames of this connection are durable. */
  acknowledged(frames: number): void {
    if (!this.#dirty || !this.#handshakeSent || frames < this.#sent) return
    this.#dirty = false
    this.#changed()
  }

  /** Whether the server can store at all. */
  storage(ok: boolean): void {
    if (this.#storageOk === ok) return
    this.#storageOk = ok
    this.#changed()
  }
}
