import { frameUpdates } from './frame-updates.ts'
import type { WireFrames } from './peer-socket.ts'

/** Updates are framed in blocks of about this many bytes: few writes to a socket, and little to copy when one is added. */
const BLOCK_BYTES = 256 * 1024

/**
 * Updates in order, framed when somebody needs them. Their bytes are kept once: from then on the updates are views
 * of the frames.
 */
export class FramedUpdates {
  readonly #updates: Uint8Array[]
  readonly #blocks: { frames: WireFrames; from: number }[] = []
  #framed = 0
  #bytes: number

  constructor(updates: Iterable<Uint8Array> = []) {
    this.#updates = [...updates]
    this.#bytes = this.#updates.reduce((sum, update) => sum + update.length, 0)
  }

  /** The updates, oldest first. */
  get updates(): readonly Uint8Array[] {
    return this.#updates
  }

  /** Length of all updates together. */
  get bytes(): number {
    return this.#bytes
  }

  /** One more at the end. */
  add(update: Uint8Array): void {
    this.#updates.push(update)
    this.#bytes += update.length
  }

  /** All of them as update messages. */
  frames(): WireFrames[] {
    if (this.#framed < this.#updates.length) this.#frameRest()
    return this.#blocks.map(({ frames }) => frames)
  }

  #frameRest(): void {
    let from = this.#framed
    const last = this.#blocks.at(-1)
    if (last !== undefined && last.frames.wire.length < BLOCK_BYTES) {
      this.#blocks.pop()
      from = last.from
    }
    while (from < this.#updates.length) {
      let bytes = 0
      let to = from
      while (to < this.#updates.length && bytes < BLOCK_BYTES) {
        bytes += this.#updates[to]?.length ?? 0
        to += 1
      }
      this.#blocks.push({ frames: this.#frameBlock(from, to), from })
      from = to
    }
    this.#framed = this.#updates.length
  }

  #frameBlock(from: number, to: number): WireFrames {
    const { wire, messages, updates } = frameUpdates(this.#updates.slice(from, to))
    for (const [index, update] of updates.entries()) this.#updates[from + index] = update
    return { wire, messages }
  }
}
