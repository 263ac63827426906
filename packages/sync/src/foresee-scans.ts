import * as Y from 'yjs'
import { causalOrder } from './causal-order.ts'
import { type Struct, StructIndex } from './struct-index.ts'

/** A shared type, by what its content hangs on. */
type SharedType = Pick<Y.AbstractType<unknown>, '_item' | '_start' | '_map'>

/** Where an operation of the update belongs: one list, or one key of a map. */
interface Place {
  /** Unlike that of any other place. */
  name: string
  /** The stored type that it is in; null for one that the update itself brings, or nobody used so far. */
  type: SharedType | null
  key: string | null
}

/** Operations that were put after the same neighbour, so that Yjs must compare them to find their order. */
interface Siblings {
  /** Stored operations that stand there already. */
  stored: number
  /** How many of the update look at the stored ones alone, and at each other too. */
  behindStored: number
  behindAll: number
  /** Operations of the update that hang on them, themselves included. */
  size: number
  last: Y.Item
  /** So far each was put right before the last one by the same client: as somebody does who writes alone. */
  isOneHand: boolean
}

/**
 * How many operations Yjs will look at to find the order of those that were put at the same place at the same time.
 * Rather too much than too little; counting ends above `max`.
 */
export function foreseeScans(doc: Y.Doc, structs: readonly Struct[], max: number): number {
  return new Scans(doc, structs, max).count()
}

/** The operation that something was put after is not in the update. */
const NONE = -1

class Scans {
  readonly #doc: Y.Doc
  readonly #index: StructIndex
  readonly #max: number
  readonly #places: (Place | null)[]
  /** Where in the update the operation stands that each was put after. */
  readonly #origins: Int32Array
  /** How many of the update were put after each. */
  readonly #followers: Uint32Array
  readonly #siblings = new Map<string, Siblings>()
  /** The client that was asked for last, and its next clock in the document: most neighbours are of the same. */
  #client = NONE
  #state = 0
  /** Stored operations looked at while counting. */
  #looked = 0
  /** So many places inside an operation something of the update is put at: it will be two by then. */
  #cuts = 0

  constructor(doc: Y.Doc, structs: readonly Struct[], max: number) {
    this.#doc = doc
    this.#index = new StructIndex(structs)
    this.#max = max
    this.#places = Array.from({ length: structs.length }, () => null)
    this.#origins = new Int32Array(structs.length).fill(NONE)
    this.#followers = new Uint32Array(structs.length)
  }

  count(): number {
    const { structs } = this.#index
    const [only] = structs
    // Most updates are one operation: a thing that moves.
    if (structs.length === 1 && only instanceof Y.Item) {
      return this.#isStored(only.lastId) ? 0 : this.#storedAt(only, this.#placeOf(only))
    }
    const order = causalOrder(this.#index)
    if (order === null) throw new Error('operations build on each other in a circle')
    this.#findOrigins()
    const isNew = new Uint8Array(structs.length)
    const siblingsOf: (Siblings | null)[] = Array.from({ length: structs.length }, () => null)
    for (const at of order) {
      const struct = structs[at]
      if (!(struct instanceof Y.Item)) continue
      const before = this.#origins[at] ?? NONE
      this.#places[at] = before === NONE ? this.#placeOf(struct) : (this.#places[before] ?? null)
      this.#countCuts(struct, before)
      if (this.#isStored(struct.lastId)) continue
      isNew[at] = 1
      if (!this.#isLone(struct, before)) siblingsOf[at] = this.#join(struct, this.#places[at] ?? null)
      if (this.#looked > this.#max) return this.#looked
    }
    this.#measure(order, isNew, siblingsOf)
    let scans = 0
    for (const { stored, behindStored, behindAll, size } of this.#siblings.values()) {
      const cuts = this.#cuts
      if (stored > 0) scans += behindStored * (stored + cuts)
      // One more, at which Yjs sees that it has come too far.
      scans += behindAll * (stored + size + cuts + 1)
    }
    return scans
  }

  #findOrigins(): void {
    for (const [at, struct] of this.#index.structs.entries()) {
      if (!(struct instanceof Y.Item) || struct.origin === null) continue
      const before = this.#index.find(struct.origin)
      if (before === null) continue
      this.#origins[at] = before
      this.#followers[before] = (this.#followers[before] ?? 0) + 1
    }
  }

  /** Whether nothing else was put after the same operation, which is new itself: as with one thing moved again and again. */
  #isLone({ origin }: Y.Item, before: number): boolean {
    return origin !== null && before !== NONE && this.#followers[before] === 1 && !this.#isStored(origin)
  }

  #countCuts({ origin, rightOrigin }: Y.Item, before: number): void {
    if (origin !== null && this.#at(origin, before)?.lastId.clock !== origin.clock) this.#cuts += 1
    if (rightOrigin === null) return
    const after = this.#index.find(rightOrigin) ?? NONE
    if (this.#at(rightOrigin, after)?.id.clock !== rightOrigin.clock) this.#cuts += 1
  }

  /** The operation of this id, stored or, at that place, in the update. */
  #at(id: Y.ID, place: number): Y.Item | null {
    const struct = this.#isStored(id) || place === NONE ? this.#stored(id) : this.#index.structs[place]
    return struct instanceof Y.Item ? struct : null
  }

  /** How much of the update hangs on each place: what comes last in order hangs on what comes before. */
  #measure(order: Uint32Array, isNew: Uint8Array, siblingsOf: readonly (Siblings | null)[]): void {
    const sizes = new Uint32Array(order.length)
    for (let place = order.length - 1; place >= 0; place--) {
      const at = order[place] ?? 0
      if (isNew[at] !== 1) continue
      const size = (sizes[at] ?? 0) + 1
      const siblings = siblingsOf[at]
      if (siblings) siblings.size += size
      const before = this.#origins[at] ?? NONE
      if (before !== NONE) sizes[before] = (sizes[before] ?? 0) + size
    }
  }

  #join(item: Y.Item, place: Place | null): Siblings {
    const { origin } = item
    const name = origin === null ? `in ${place?.name}` : `after ${origin.client} ${origin.clock}`
    const siblings = this.#siblings.get(name)
    if (siblings === undefined) {
      const stored = this.#storedAt(item, place)
      const first = { stored, behindStored: 1, behindAll: 0, size: 0, last: item, isOneHand: true }
      this.#siblings.set(name, first)
      return first
    }
    const { last } = siblings
    siblings.isOneHand &&= last.id.client === item.id.client && areSame(item.rightOrigin, last.id)
    if (siblings.isOneHand) siblings.behindStored += 1
    else siblings.behindAll += 1
    siblings.last = item
    return siblings
  }

  /** Before it is integrated, an item names its parent, or has none: then it is where its neighbour is. */
  #placeOf({ parent, parentSub, origin, rightOrigin }: Y.Item): Place | null {
    const named: unknown = parent
    if (typeof named === 'string') {
      return { name: `${named}/${parentSub}`, type: this.#doc.share.get(named) ?? null, key: parentSub }
    }
    if (named instanceof Y.ID) {
      const { client, clock } = named
      return { name: `${client} ${clock}/${parentSub}`, type: this.#storedType(named), key: parentSub }
    }
    const neighbour = origin ?? rightOrigin
    const at = neighbour && this.#index.find(neighbour)
    if (at !== null) return this.#places[at] ?? null
    const stored = neighbour && this.#stored(neighbour)
    return stored instanceof Y.Item ? placeOfStored(stored) : null
  }

  /** How many stored operations stand between a new one's neighbours and hang on the left one. */
  #storedAt({ origin, rightOrigin }: Y.Item, place: Place | null): number {
    let first: Y.Item | null = null
    const hang = new Set<Y.Item | Y.GC>()
    if (origin === null) first = this.#firstIn(place)
    else {
      const left = this.#stored(origin)
      if (!(left instanceof Y.Item)) return 0
      const isWhole = left.lastId.clock === origin.clock
      if (!isWhole && areSame(rightOrigin, Y.createID(origin.client, origin.clock + 1))) return 0
      first = left.right
      hang.add(left)
    }
    let count = 0
    for (let item = first; item !== null && this.#looked <= this.#max; item = item.right) {
      if (areSame(item.id, rightOrigin)) break
      this.#looked += 1
      count += 1
      if (item.origin !== null && !areSame(item.origin, origin)) {
        const before = this.#stored(item.origin)
        if (before === null || !hang.has(before)) break
      }
      hang.add(item)
    }
    return count
  }

  #firstIn(place: Place | null): Y.Item | null {
    if (!place?.type) return null
    if (place.key === null) return place.type._start
    let item = place.type._map.get(place.key) ?? null
    // Yjs walks back like this, too.
    while (item?.left && this.#looked <= this.#max) {
      item = item.left
      this.#looked += 1
    }
    return item
  }

  #storedType(id: Y.ID): SharedType | null {
    const item = this.#stored(id)
    return item instanceof Y.Item && item.content instanceof Y.ContentType ? item.content.type : null
  }

  #stored(id: Y.ID): Y.Item | Y.GC | null {
    if (!this.#isStored(id)) return null
    const structs = this.#doc.store.clients.get(id.client) ?? []
    return structs[Y.findIndexSS(structs, id.clock)] ?? null
  }

  #isStored({ client, clock }: Y.ID): boolean {
    if (client !== this.#client) {
      this.#client = client
      this.#state = Y.getState(this.#doc.store, client)
    }
    return clock < this.#state
  }
}

function placeOfStored({ parent, parentSub }: Y.Item): Place | null {
  if (!(parent instanceof Y.AbstractType)) return null
  const { _item: item } = parent
  const name = item === null ? Y.findRootTypeKey(parent) : `${item.id.client} ${item.id.clock}`
  return { name: `${name}/${parentSub}`, type: parent, key: parentSub }
}

function areSame(a: Y.ID | null, b: Y.ID | null): boolean {
  return a === b || (a !== null && b !== null && a.client === b.client && a.clock === b.clock)
}
