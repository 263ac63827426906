import * as Y from 'yjs'
import { type Struct, StructIndex } from './struct-index.ts'

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
  readonly #index: StructIndex
  readonly #depths: Int32Array

  constructor(structs: readonly Struct[]) {
    this.#structs = structs
    this.#index = new StructIndex(structs)
    this.#depths = new Int32Array(structs.length).fill(UNKNOWN)
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
    return id === null ? null : this.#index.find(id)
  }
}

function neighbour(item: Y.Item): Y.ID | null {
  return item.origin ?? item.rightOrigin
}

function isType(struct: Struct | undefined): boolean {
  return struct instanceof Y.Item && struct.content instanceof Y.ContentType
}
