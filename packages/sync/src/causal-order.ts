import * as Y from 'yjs'
import type { Struct, StructIndex } from './struct-index.ts'

/**
 * An update's operations in an order in which each comes after what it builds on, as places in the update. Null when
 * some build on each other in a circle: Yjs would wait for the rest of them for ever.
 */
export function causalOrder(index: StructIndex): Uint32Array | null {
  const { structs, blocks } = index
  const order = new Uint32Array(structs.length)
  let placed = 0
  /** Of each client, the first operation that has no place yet. */
  const next = new Map<number, number>()
  for (const [client, { from }] of blocks) next.set(client, from)
  const isPlaced = (at: number) => at < (next.get(structs[at]?.id.client ?? -1) ?? 0)
  for (const { to } of blocks.values()) {
    // What is under way, each waiting for the one after it to have a place.
    const way = [to - 1]
    for (let until = way.at(-1); until !== undefined; until = way.at(-1)) {
      const client = structs[until]?.id.client ?? -1
      const at = next.get(client) ?? until + 1
      const struct = structs[at]
      if (at > until || struct === undefined) {
        way.pop()
        continue
      }
      const missing = neededBy(struct, index).find((needed) => !isPlaced(needed))
      if (missing === undefined) {
        order[placed++] = at
        next.set(client, at + 1)
      } else if (way.length > blocks.size) return null
      else way.push(missing)
    }
  }
  return order
}

/** The operations of other clients in the same update that one builds on. */
function neededBy(struct: Struct, index: StructIndex): number[] {
  if (!(struct instanceof Y.Item) || index.blocks.size === 1) return []
  // Before it is integrated, an item's parent is the id of an item, the name of a root, or null (its origin's).
  const parent: unknown = struct.parent
  const needed: number[] = []
  for (const id of [struct.origin, struct.rightOrigin, parent instanceof Y.ID ? parent : null]) {
    const at = id === null || id.client === struct.id.client ? null : index.find(id)
    if (at !== null) needed.push(at)
  }
  return needed
}
