import * as Y from 'yjs'
import type { LiveDocument } from './live-document.ts'
import { frameMessages, type WireFrames } from './peer-socket.ts'
import { SYNC_STEP_2, syncMessage } from './protocol.ts'
import type { RoomDocument } from './room-document.ts'
import { type Clocks, encodeClocks, type StoredState } from './stored-state.ts'
import type { TimeSlices } from './time-slices.ts'

/**
 * Who lacks more operations than this, and a quarter of all, gets the bytes that are kept for newcomers: encoding a
 * whole document of 4,000 shapes anew takes 60 ms, in which nobody else is served, a quarter of it 9 ms.
 */
const ENCODED_OPERATIONS = 4_000

/** One reader who is to be brought up to date. */
export interface Reader {
  /** Whether she still waits: she may have left meanwhile, or asked again. */
  wanted(): boolean
  /** Takes the frames for her. */
  send(frames: readonly WireFrames[]): void
  /** They could not be made or sent: nobody else is to suffer for it. */
  failed(err: unknown): void
}

/** How far the live document is from what is on disk. */
export type Flight =
  | 'landed'
  /** An update is on its way to the disk, which takes moments. */
  | 'under_way'
  /** Storage refuses it, and nobody knows for how long. */
  | 'stuck'

/**
 * Brings readers up to date: newcomers and those who miss little from bytes that are shared by all, the others by
 * their difference to the live document.
 */
export class CatchUp<A> {
  readonly #stored: StoredState
  readonly #document: RoomDocument<A>
  readonly #flight: () => Flight
  readonly #slices: TimeSlices
  #waiting: { clocks: Clocks; reader: Reader }[] = []
  #isServing = false

  constructor(
    stored: StoredState,
    document: RoomDocument<A>,
    { flight, slices }: { flight: () => Flight; slices: TimeSlices },
  ) {
    this.#stored = stored
    this.#document = document
    this.#flight = flight
    this.#slices = slices
  }

  /** Sends a reader at `clocks` what brings her up to date: at once, or when it is made. Never throws. */
  serve(clocks: Clocks, reader: Reader): void {
    if (!reader.wanted()) return
    try {
      const shared = clocks.size === 0 ? this.#stored.allFrames() : this.#stored.latestFrames(clocks)
      if (shared !== null) reader.send(shared)
      else
        this.#document.use(
          (live) => this.#serveFrom(live, clocks, reader),
          (err) => reader.failed(err),
        )
    } catch (err) {
      reader.failed(err)
    }
  }

  /**
   * The flight has ended: who waited for that is served, in slices. A difference may take as long as reading the whole
   * document, and whoever comes back to a board that is being written waits for a flight.
   */
  landed(): void {
    if (this.#waiting.length > 0 && !this.#isServing) void this.#serveWaiting()
  }

  /** Forgets who waits. */
  close(): void {
    this.#waiting = []
  }

  async #serveWaiting(): Promise<void> {
    this.#isServing = true
    await this.#slices.turn()
    // When the next update is on its way already, they wait for that.
    while (this.#flight() !== 'under_way') {
      const next = this.#waiting.shift()
      if (next === undefined) break
      this.serve(next.clocks, next.reader)
      if (this.#slices.spent) await this.#slices.turn()
    }
    this.#isServing = false
  }

  #serveFrom({ doc, ahead }: LiveDocument<A>, clocks: Clocks, reader: Reader): void {
    if (!reader.wanted()) return
    const flight = this.#flight()
    if (flight === 'under_way') this.#waiting.push({ clocks, reader })
    // What is not durable may not be seen; sending too much does no harm.
    else if (flight === 'stuck' || ahead || lacksMuch(doc, clocks)) reader.send(this.#stored.allFrames())
    else reader.send([differenceFrames(doc, clocks)])
  }
}

function lacksMuch({ store }: Y.Doc, clocks: Clocks): boolean {
  let all = 0
  let missing = 0
  for (const [client, structs] of store.clients) {
    all += structs.length
    const clock = clocks.get(client) ?? 0
    if (clock < Y.getState(store, client)) missing += structs.length - Y.findIndexSS(structs, clock)
  }
  return missing > Math.max(ENCODED_OPERATIONS, all / 4)
}

function differenceFrames(doc: Y.Doc, clocks: Clocks): WireFrames {
  const missing = Y.encodeStateAsUpdate(doc, encodeClocks(clocks))
  return frameMessages([syncMessage(SYNC_STEP_2, missing)])
}
