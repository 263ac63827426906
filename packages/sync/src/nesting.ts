import * as Y from 'yjs'

type Struct = Y.Item | Y.GC | Y.Skip

/** Not known yet. */
const UNKNOWN = -1
/** Being found out: whoever meets it goes in a circle. */
const ASKED = -2

/**
 * Whether shared types that are new in one update nest deeper than `max` in each other. What is in the room already
 * counts as nothing. Each client's operations stand together, in order.
 */
export function isNestedDeeper(structs: readonly Struct[], max: number): boolean {
  const nesting = new Nesting(structs)
  return structs.some((struct, index) => isType(struct) && nesting.depthWithin(index) > max)
}

/** How many new types each operation of an update lies in. */
class Nesting {
  readonly #structs: readonly Struct[]
  /** Where each client's operations begin and end. */
  readonly #blocks = new Map<number, { from: number; to: number }>()
  readonly #depths: Int32Array

  constructor(structs: readonly Struct[]) {
    this.#structs = structs
    this.#depths = new Int32Array(structs.length).fill(UNKNOWN)
    for (const [index, { id }] of structs.entries()) {
      const block = this.#blocks.get(id.client)
      if (block === undefined) this.#blocks.set(id.client, { from: index, to: index + 1 })
      else block.to = index + 1
    }
  }

  /** The depth of what lies in this operation's type. */
  depthWithin(index: number): number {
    return this.#depthOf(index) + 1
  }

  /** Walks up until a depth is known and then down again: the way can be as long as the update. */
  #depthOf(start: number): number {
    const way: number[] = []
    let at: number | null = start
    while (at !== null && this.#depths[at] === UNKNOWN) {
      this.#depths[at] = ASKED
      way.push(at)
      at = this.#below(at)
    }
    for (;;) {
      const index = way.pop()
      if (index === undefined) return Math.max(0, this.#depths[start] ?? 0)
      const depth = at === null ? 0 : Math.max(0, this.#depths[at] ?? 0)
      const isInside = at !== null && this.#isParent(index) && isType(this.#structs[at])
      this.#depths[index] = isInside ? depth + 1 : depth
      at = index
    }
  }

  #isParent(index: number): boolean {
    return this.#structs[index] instanceof Y.Item && neighbour(this.#structs[index]) === null
  }

  /** The operation of this update that says how deep this one lies: its parent, or one beside it. */
  #below(index: number): number | null {
    const struct = this.#structs[index]
    if (!(struct instanceof Y.Item)) return null
    // Before it is integrated, an item's parent is the id of an item, the name of a root, or null (its origin's).
    const parent: unknown = struct.parent
    const id = neighbour(struct) ?? (parent instanceof Y.ID ? parent : null)
    return id === null ? null : this.#find(id)
  }

  #find({ client, clock }: Y.ID): number | null {
    const block = this.#blocks.get(client)
    if (block === undefined) return null
    let { from, to } = block
    while (from < to) {
      const middle = (from + to) >> 1
      const struct = this.#structs[middle]
      if (struct === undefined) return null
      if (clock < struct.id.clock) to = middle
      else if (clock >= struct.id.clock + struct.length) from = middle + 1
      else return middle
    }
    return null
  }
}

function neighbour(item: Y.Item): Y.ID | null {
  return item.origin ?? item.rightOrigin
}

function isType(struct: Struct | undefined): boolean {
  return struct instanceof Y.Item && struct.content instanceof Y.ContentType
}
