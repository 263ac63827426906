import * as Y from 'yjs'
import { CommonClocks } from './common-clocks.ts'
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

/** So many who wait are found too far from the first before one answer is made for those that were near. */
const FAR_COPIES = 32

/** One reader who is to be brought up to date. */
export interface Reader {
  /** Whether she still waits: she may have left meanwhile, or asked again. */
  wanted(): boolean
  /** Takes the frames for her. */
  send(frames: readonly WireFrames[]): void
  /** They could not be made or sent: nobody else is to suffer for it. */
  failed(err: unknown): void
  /** Making them took so many ms. */
  took(ms: number): void
  /** Whether she has had more than her share of the time: nothing is made for her then. */
  hasHadHerShare(): boolean
}

/** How far the live document is from what is on disk. */
export type Flight =
  | 'landed'
  /** An update is on its way to the disk, which takes moments. */
  | 'under_way'
  /** Storage refuses it, and nobody knows for how long. */
  | 'stuck'

/** Somebody who waits for her difference. */
interface Waiting {
  readonly clocks: Clocks
  readonly reader: Reader
}

/**
 * Brings readers up to date: newcomers and those who miss little from bytes that are shared by all, the others by
 * their difference to the live document. Making one may take as long as reading the whole document, so they are made in
 * slices, one at a time, and one for all who lack nearly the same.
 */
export class CatchUp<A> {
  readonly #stored: StoredState
  readonly #document: RoomDocument<A>
  readonly #flight: () => Flight
  readonly #slices: TimeSlices
  readonly #now: () => number
  #waiting: Waiting[] = []
  #isServing = false

  constructor(
    stored: StoredState,
    document: RoomDocument<A>,
    { flight, slices, now }: { flight: () => Flight; slices: TimeSlices; now: () => number },
  ) {
    this.#stored = stored
    this.#document = document
    this.#flight = flight
    this.#slices = slices
    this.#now = now
  }

  /** Sends a reader at `clocks` what brings her up to date: at once, or when it is made. Never throws. */
  serve(clocks: Clocks, reader: Reader): void {
    if (!reader.wanted()) return
    try {
      const shared = clocks.size === 0 ? this.#stored.allFrames() : this.#stored.latestFrames(clocks)
      if (shared !== null) reader.send(shared)
      else this.#waitForDocument({ clocks, reader })
    } catch (err) {
      reader.failed(err)
    }
  }

  /** The flight has ended, or there is none: who waits is served. */
  landed(): void {
    if (this.#waiting.length === 0 || this.#isServing || this.#flight() === 'under_way') return
    void this.#serveWaiting()
  }

  /** Forgets who waits. */
  close(): void {
    this.#waiting = []
  }

  #waitForDocument(waiting: Waiting): void {
    this.#document.use(
      () => {
        this.#waiting.push(waiting)
        this.landed()
      },
      (err) => waiting.reader.failed(err),
    )
  }

  async #serveWaiting(): Promise<void> {
    this.#isServing = true
    await this.#slices.turn()
    // When the next update is on its way already, they wait for that.
    while (this.#flight() !== 'under_way') {
      const next = this.#waiting.shift()
      if (next === undefined) break
      if (next.reader.wanted()) this.#serveFirst(next)
      if (this.#slices.spent) await this.#slices.turn()
    }
    this.#isServing = false
  }

  #serveFirst(first: Waiting): void {
    const { clocks, reader } = first
    try {
      // It may have been folded meanwhile.
      const shared = this.#stored.latestFrames(clocks)
      const live = shared === null ? this.#document.wake() : null
      if (shared !== null) reader.send(shared)
      else if (live === null) this.#waitForDocument(first)
      // What is not durable may not be seen; sending too much does no harm.
      else if (this.#flight() === 'stuck' || live.ahead || reader.hasHadHerShare())
        reader.send(this.#stored.allFrames())
      else this.#serveAlike(live.doc, first)
    } catch (err) {
      reader.failed(err)
    }
  }

  /** One answer for her and for all who lack nearly the same. */
  #serveAlike(doc: Y.Doc, first: Waiting): void {
    const startMs = this.#now()
    const { alike, clocks } = this.#findAlike(first)
    const frames = lacksMuch(doc, clocks) ? this.#stored.allFrames() : [differenceFrames(doc, clocks)]
    const served = new Set(alike)
    this.#waiting = this.#waiting.filter((each) => !served.has(each))
    const eachMs = (this.#now() - startMs) / alike.length
    for (const { reader } of alike) {
      reader.took(eachMs)
      try {
        reader.send(frames)
      } catch (err) {
        reader.failed(err)
      }
    }
  }

  #findAlike(first: Waiting): { alike: Waiting[]; clocks: Clocks } {
    const common = new CommonClocks(first.clocks)
    const alike = [first]
    let far = 0
    for (const other of this.#waiting) {
      if (!other.reader.wanted()) continue
      if (common.takeIn(other.clocks)) alike.push(other)
      else if (++far === FAR_COPIES) break
    }
    return { alike, clocks: common.clocks }
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
