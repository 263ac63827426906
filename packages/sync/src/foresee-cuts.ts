import * as Y from 'yjs'
import type { DeletedRanges } from './check-update.ts'
import type { Struct } from './struct-index.ts'

/**
 * How many places Yjs will move in its lists of operations, which are arrays: wherever something begins, ends or is
 * deleted inside a stored operation that is cut in two, and what was deleted is joined to its neighbours afterwards.
 * Rather too much than too little; counting ends above `max`.
 */
export function foreseeMoves(
  doc: Y.Doc,
  structs: readonly Struct[],
  deletions: DeletedRanges,
  max: number,
): number {
  const moves = new Moves(doc, max)
  for (const [client, ranges] of deletions) {
    for (const { clock, len } of ranges) {
      if (!moves.deleteRange(client, clock, clock + len)) return moves.count
    }
  }
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue
    const { origin, rightOrigin } = struct
    if (origin !== null && !moves.cut(origin.client, origin.clock + 1)) break
    if (rightOrigin !== null && !moves.cut(rightOrigin.client, rightOrigin.clock)) break
  }
  return moves.count
}

class Moves {
  readonly #stored: Y.Doc['store']['clients']
  readonly #max: number
  /** So many cuts were made: each makes the arrays longer. */
  #cuts = 0
  count = 0

  constructor(doc: Y.Doc, max: number) {
    this.#stored = doc.store.clients
    this.#max = max
  }

  /** An operation of this client is cut before `clock`. False when that is too much. */
  cut(client: number, clock: number): boolean {
    const structs = this.#structsBefore(client, clock)
    if (structs === null) return true
    const at = Y.findIndexSS(structs, clock)
    const struct = structs[at]
    if (struct instanceof Y.Item && struct.id.clock < clock) this.#add(structs.length - at)
    return this.count <= this.#max
  }

  /** What lives in a range is deleted, and joined to what is deleted beside it. */
  deleteRange(client: number, from: number, to: number): boolean {
    const structs = this.#structsBefore(client, from)
    if (structs === null) return true
    let at = Y.findIndexSS(structs, from)
    let struct = structs[at]
    // Copies tell all that they ever deleted: most of it is deleted here, too, and costs nothing.
    while (struct?.deleted && struct.id.clock < to) struct = structs[++at]
    if (struct === undefined || struct.id.clock >= to) return true
    this.#add(structs.length - at)
    return this.count <= this.#max && this.cut(client, from) && this.cut(client, to)
  }

  #add(places: number): void {
    this.count += places + this.#cuts
    this.#cuts += 1
  }

  /** A client's stored operations, when they go beyond `clock`. */
  #structsBefore(client: number, clock: number): (Y.Item | Y.GC)[] | null {
    const structs = this.#stored.get(client)
    const last = structs?.at(-1)
    return structs === undefined || last === undefined || clock >= last.id.clock + last.length
      ? null
      : structs
  }
}
