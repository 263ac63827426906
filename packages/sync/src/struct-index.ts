import type * as Y from 'yjs'

/** An operation of an update before it is integrated, or a run of operations that Yjs keeps as one. */
export type Struct = Y.Item | Y.GC | Y.Skip

/** Finds an update's operations by id. Each client's stand together, in order, as Yjs writes and reads them. */
export class StructIndex {
  readonly structs: readonly Struct[]
  /** Where each client's operations begin and end. */
  readonly blocks: ReadonlyMap<number, { readonly from: number; readonly to: number }>

  constructor(structs: readonly Struct[]) {
    this.structs = structs
    const blocks = new Map<number, { from: number; to: number }>()
    let block = { from: 0, to: 0 }
    let client = -1
    for (const [index, { id }] of structs.entries()) {
      if (id.client !== client) {
        client = id.client
        block = { from: index, to: index }
        blocks.set(client, block)
      }
      block.to = index + 1
    }
    this.blocks = blocks
  }

  /** Where the operation of this id stands; null when the update does not hold it. */
  find({ client, clock }: Y.ID): number | null {
    const block = this.blocks.get(client)
    if (block === undefined) return null
    let { from, to } = block
    while (from < to) {
      const middle = (from + to) >> 1
      const struct = this.structs[middle]
      if (struct === undefined) return null
      if (clock < struct.id.clock) to = middle
      else if (clock >= struct.id.clock + struct.length) from = middle + 1
      else return middle
    }
    return null
  }
}
