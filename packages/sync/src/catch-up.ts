import * as Y from 'yjs'
import { frameMessages, type WireFrames } from './peer-socket.ts'
import { SYNC_STEP_2, syncMessage } from './protocol.ts'
import type { RoomDocument } from './room-document.ts'
import { type Clocks, encodeClocks, type StoredState } from './stored-state.ts'

/** Takes the frames for one reader. */
export type Send = (frames: readonly WireFrames[]) => void

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
  readonly #waiting: { clocks: Clocks; send: Send }[] = []

  constructor(stored: StoredState, document: RoomDocument<A>, flight: () => Flight) {
    this.#stored = stored
    this.#document = document
    this.#flight = flight
  }

  /** Calls back with frames that bring a reader at `clocks` up to date: at once, or when they are made. */
  serve(clocks: Clocks, send: Send): void {
    const shared = clocks.size === 0 ? this.#stored.allFrames() : this.#stored.latestFrames(clocks)
    if (shared !== null) send(shared)
    else
      this.#document.use(({ doc, ahead }) => {
        const flight = this.#flight()
        if (flight === 'under_way') this.#waiting.push({ clocks, send })
        // What is not durable may not be seen; sending too much does no harm.
        else if (flight === 'stuck' || ahead) send(this.#stored.allFrames())
        else send([differenceFrames(doc, clocks)])
      })
  }

  /** The flight has ended: who waited for that is served. */
  landed(): void {
    for (const { clocks, send } of this.#waiting.splice(0)) this.serve(clocks, send)
  }
}

function differenceFrames(doc: Y.Doc, clocks: Clocks): WireFrames {
  const missing = Y.encodeStateAsUpdate(doc, encodeClocks(clocks))
  return frameMessages([syncMessage(SYNC_STEP_2, missing)])
}
