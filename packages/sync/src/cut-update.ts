import * as Y from 'yjs'
import { causalOrder } from './causal-order.ts'
import { PartCutter, type PartLimits } from './part-cutter.ts'
import { StructIndex } from './struct-index.ts'

/** Cuts what a document told of one change into updates that each build only on those before, deletions last. */
export function cutUpdate(update: Uint8Array, limits: PartLimits): Uint8Array[] {
  const { structs, ds } = Y.decodeUpdate(update)
  const order = causalOrder(new StructIndex(structs))
  // Nothing that a document tells is like this; whoever reads it will say so.
  if (order === null || structs.some((struct) => struct instanceof Y.Skip)) return [update]
  const cutter = new PartCutter(limits)
  for (const at of order) {
    const struct = structs[at]
    if (struct !== undefined) cutter.add(struct)
  }
  const deleted = [...ds.clients].flatMap(([client, ranges]) =>
    ranges.map(({ clock, len }) => ({ client, clock, len })),
  )
  return cutter.finish(deleted)
}
