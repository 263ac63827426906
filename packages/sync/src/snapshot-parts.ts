import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/** How large a part of a snapshot may become; the operation that reaches a limit is still in it. */
export interface PartLimits {
  bytes: number
  /** Operations, counting a run that Yjs keeps as one once. */
  structs: number
}

/** Applying a part takes 1.5 to 4 ms with these (4,000 operations took up to 50 ms), and nothing else runs meanwhile. */
const PART_LIMITS: PartLimits = { bytes: 64 * 1024, structs: 1_000 }

/** An operation, or the run of operations that Yjs keeps as one. */
type Struct = Y.Item | Y.GC

/**
 * Cuts a document into updates that each build only on those before. Deletions have parts of their own at the end, so that a
 * client that lacks nothing else gets them as they are; what fits into one part is one part.
 * @throws {Error} when operations of the document wait for others: they would be lost.
 */
export function cutIntoParts(doc: Y.Doc, limits: PartLimits = PART_LIMITS): Uint8Array[] {
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    throw new Error('the document is incomplete')
  }
  const parts: Uint8Array[] = []
  let part = new PartWriter()
  for (const struct of causalOrder(doc.store)) {
    if (part.structs >= limits.structs || part.bytes >= limits.bytes) {
      parts.push(part.finish())
      part = new PartWriter()
    }
    part.add(struct)
  }
  const deletions = cutRanges(deletedRanges(doc.store), limits.structs)
  const [only] = deletions
  if (parts.length === 0 && deletions.length <= 1) return part.structs === 0 ? [] : [part.finish(only)]
  if (part.structs > 0) parts.push(part.finish())
  return [...parts, ...deletions.map((ranges) => new PartWriter().finish(ranges))]
}

/** Whether a part holds deletions and nothing else. */
export function isDeletionsOnly(part: Uint8Array): boolean {
  return part[0] === 0
}

/** All operations, each after what it builds on, and those of one client in order. */
function* causalOrder(store: Y.Doc['store']): Generator<Struct> {
  const next = new Map<number, number>()
  const clocks = new Map<number, number>()
  for (const client of [...store.clients.keys()].sort((a, b) => b - a)) {
    // What is under way, each waiting for the one above it to come as far as `until`.
    const stack = [{ client, until: Number.POSITIVE_INFINITY }]
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const at = next.get(top.client) ?? 0
      const struct = store.clients.get(top.client)?.[at]
      if (struct === undefined || (clocks.get(top.client) ?? 0) > top.until) {
        stack.pop()
        continue
      }
      const missing = missingOf(struct, clocks)
      if (missing === null) {
        next.set(top.client, at + 1)
        clocks.set(top.client, struct.id.clock + struct.length)
        yield struct
      } else if (stack.length > store.clients.size) {
        throw new Error('operations build on each other in a circle')
      } else stack.push({ client: missing.client, until: missing.clock })
    }
  }
}

/** What an operation builds on and `clocks` have not reached. The same as what it is written with below. */
function missingOf(struct: Struct, clocks: ReadonlyMap<number, number>): Y.ID | null {
  if (!(struct instanceof Y.Item)) return null
  const { origin, rightOrigin } = struct
  for (const id of [origin, rightOrigin]) {
    if (id !== null && isMissing(id, struct, clocks)) return id
  }
  if (origin !== null || rightOrigin !== null) return null
  const parent = struct.parent instanceof Y.AbstractType ? (struct.parent._item?.id ?? null) : null
  return parent !== null && isMissing(parent, struct, clocks) ? parent : null
}

function isMissing(id: Y.ID, struct: Struct, clocks: ReadonlyMap<number, number>): boolean {
  return id.client !== struct.id.client && id.clock >= (clocks.get(id.client) ?? 0)
}

/** Writes one update (version 1, where an operation is written the same wherever it stands). */
class PartWriter {
  readonly #runs = new Map<number, { clock: number; count: number; encoder: Y.UpdateEncoderV1 }>()
  structs = 0
  bytes = 0

  /** The next operation; those of one client must come in order. */
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

interface DeletedRange {
  client: number
  clock: number
  len: number
}

function deletedRanges(store: Y.Doc['store']): DeletedRange[] {
  const ranges: DeletedRange[] = []
  for (const [client, items] of Y.createDeleteSetFromStructStore(store).clients) {
    for (const { clock, len } of items) ranges.push({ client, clock, len })
  }
  return ranges
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
