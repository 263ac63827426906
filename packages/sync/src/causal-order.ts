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
  /** Where something stands that an operation builds on, of another client in the same update, and that has no place yet. */
  const missingFor = (id: Y.ID | null, own: number): number | null => {
    if (id === null || id.client === own) return null
    const at = index.find(id)
    return at === null || isPlaced(at) ? null : at
  }
  const firstMissing = (struct: Struct): number | null => {
    if (!(struct instanceof Y.Item) || blocks.size === 1) return null
    const { client } = struct.id
    // Before it is integrated, an item's parent is the id of an item, the name of a root, or null (its origin's).
    const parent: unknown = struct.parent
    return (
      missingFor(struct.origin, client) ??
      missingFor(struct.rightOrigin, client) ??
      (parent instanceof Y.ID ? missingFor(parent, client) : null)
    )
  }
  for (const { to } of blocks.values()) {
    // What is under way, each waiting for the one after it to have a place.
    const way = [to - 1]
    for (let until = way.at(-1); until !== undefined; until = way.at(-1)) {
      const client = structs[until]?.id.client ?? -1
      let missing: number | null = null
      let at = next.get(client) ?? until + 1
      for (; at <= until; at++) {
        const struct = structs[at]
        missing = struct === undefined ? null : firstMissing(struct)
        if (missing !== null) break
        order[placed++] = at
        // Before the next: it may build on this one.
        next.set(client, at + 1)
      }
      if (missing === null) way.pop()
      else if (way.length > blocks.size) return null
      else way.push(missing)
    }
  }
  return order
}
