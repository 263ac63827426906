import * as Y from 'yjs'
import { type DeletedRange, PartCutter, type PartLimits } from './part-cutter.ts'

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
  const cutter = new PartCutter(limits)
  for (const struct of causalOrder(doc.store)) cutter.add(struct)
  return cutter.finish(deletedRanges(doc.store))
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

function deletedRanges(store: Y.Doc['store']): DeletedRange[] {
  const ranges: DeletedRange[] = []
  for (const [client, items] of Y.createDeleteSetFromStructStore(store).clients) {
    for (const { clock, len } of items) ranges.push({ client, clock, len })
  }
  return ranges
}
