import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { Struct } from './struct-index.ts'

/** How large a part of a snapshot may become; the operation that reaches a limit is still in it. */
export interface PartLimits {
  bytes: number
  /** Operations, counting a run that Yjs keeps as one once. */
  structs: number
  /**
   * What was put in as a whole, a shared type with all that it held, stays in one part, unless that becomes so many
   * times as long: for parts that are judged one by one. Anything may be cut when left out.
   */
  stretch?: number
}

/** Deleted operations of one client that stand side by side. */
export interface DeletedRange {
  client: number
  clock: number
  len: number
}

/** Takes operations in an order in which each builds only on those before, and makes updates of them that do the same. */
export class PartCutter {
  readonly #limits: PartLimits
  readonly #parts: Uint8Array[] = []
  #part = new PartWriter()
  /** The shared type of which what it holds is being added. */
  #whole: Y.ID | null = null

  constructor(limits: PartLimits) {
    this.#limits = limits
  }

  /** The next operation; those of one client must come in order. */
  add(struct: Struct): void {
    const { bytes, structs, stretch = 1 } = this.#limits
    const isPartOf = this.#whole !== null && buildsOn(struct, this.#whole)
    const times = isPartOf ? stretch : 1
    if (this.#part.structs >= structs * times || this.#part.bytes >= bytes * times) {
      this.#parts.push(this.#part.finish())
      this.#part = new PartWriter()
    }
    this.#part.add(struct)
    if (stretch > 1 && !isPartOf)
      this.#whole = struct instanceof Y.Item && struct.content instanceof Y.ContentType ? struct.id : null
  }

  /** All parts: deletions have parts of their own at the end; what fits into one part is one part. */
  finish(deleted: readonly DeletedRange[]): Uint8Array[] {
    const deletions = cutRanges(deleted, this.#limits.structs)
    if (this.#parts.length === 0 && deletions.length <= 1)
      return this.#part.structs + deletions.length === 0 ? [] : [this.#part.finish(deletions[0])]
    if (this.#part.structs > 0) this.#parts.push(this.#part.finish())
    return [...this.#parts, ...deletions.map((ranges) => new PartWriter().finish(ranges))]
  }
}

/** Whether an operation stands in or beside something that came with this one or after it. */
function buildsOn(struct: Struct, { client, clock }: Y.ID): boolean {
  if (!(struct instanceof Y.Item) || struct.id.client !== client) return false
  // Before it is integrated, an item's parent is the id of an item, the name of a root, or null (its origin's).
  const parent: unknown = struct.parent
  const parentId = parent instanceof Y.AbstractType ? (parent._item?.id ?? null) : parent
  return [struct.origin, struct.rightOrigin, parentId].some(
    (id) => id instanceof Y.ID && id.client === client && id.clock >= clock,
  )
}

/** Writes one update (version 1, where an operation is written the same wherever it stands). */
class PartWriter {
  readonly #runs = new Map<number, { clock: number; count: number; encoder: Y.UpdateEncoderV1 }>()
  structs = 0
  bytes = 0

  add(struct: Struct): void {
    const { client, clock } = struct.id
    let run = this.#runs.get(client)
    if (run === undefined) {
      run = { clock, count: 0, encoder: new Y.UpdateEncoderV1() }
      this.#runs.set(client, run)
    }
    const before = encoding.length(run.encoder.restEncoder)
    struct.write(run.encoder, 0)
    run.count += 1
    this.structs += 1
    this.bytes += encoding.length(run.encoder.restEncoder) - before
  }

  finish(deletions: readonly DeletedRange[] = []): Uint8Array {
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, this.#runs.size)
      for (const [client, { clock, count, encoder: run }] of this.#runs) {
        encoding.writeVarUint(encoder, count)
        encoding.writeVarUint(encoder, client)
        encoding.writeVarUint(encoder, clock)
        encoding.writeUint8Array(encoder, run.toUint8Array())
      }
      writeDeletions(encoder, deletions)
    })
  }
}

/** Looking a range up costs about as much as an operation. */
function cutRanges(ranges: readonly DeletedRange[], limit: number): DeletedRange[][] {
  const cut: DeletedRange[][] = []
  for (let from = 0; from < ranges.length; from += limit) {
    cut.push(ranges.slice(from, from + limit))
  }
  return cut
}

function writeDeletions(encoder: encoding.Encoder, ranges: readonly DeletedRange[]): void {
  const byClient = new Map<number, DeletedRange[]>()
  for (const range of ranges) {
    const found = byClient.get(range.client)
    if (found === undefined) byClient.set(range.client, [range])
    else found.push(range)
  }
  encoding.writeVarUint(encoder, byClient.size)
  for (const [client, found] of byClient) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, found.length)
    for (const { clock, len } of found) {
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarUint(encoder, len)
    }
  }
}
