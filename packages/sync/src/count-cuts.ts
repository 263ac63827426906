import * as Y from 'yjs'
import type { DeletedRanges } from './check-update.ts'

/**
 * How often a deleted range of an update begins or ends inside one of its own operations. An update of a document has
 * none, because a document cuts its operations where something is deleted. Clients and ranges are in order.
 */
export function countCuts(structs: readonly (Y.Item | Y.GC | Y.Skip)[], deletions: DeletedRanges): number {
  let cuts = 0
  let client = -1
  let edges: readonly number[] = []
  let next = 0
  for (const struct of structs) {
    // Nothing begins inside a single operation, and most updates have no others.
    if (struct.length === 1) continue
    if (struct.id.client !== client) {
      client = struct.id.client
      edges = (deletions.get(client) ?? []).flatMap(({ clock, len }) => [clock, clock + len])
      next = 0
    }
    const { clock } = struct.id
    const isLive = struct instanceof Y.Item && !(struct.content instanceof Y.ContentDeleted)
    for (let edge = edges[next]; edge !== undefined && edge < clock + struct.length; edge = edges[++next]) {
      if (isLive && edge > clock) cuts += 1
    }
  }
  return cuts
}
