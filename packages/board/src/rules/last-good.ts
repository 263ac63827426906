import { BASE_KEY, type RecordMap, TEXT_KEY } from '../layout.ts'
import { authorOf, type BoardRecord, isBinding, isShape, type ShapeRecord } from '../record.ts'

/** How many deleted records are remembered: enough for an undo, and for children that arrive after their parent left. */
const MAX_REMEMBERED = 1_000

/** One record as it last stood on the board by right, and the Yjs types that hold it. */
export interface GoodRecord {
  readonly record: BoardRecord
  readonly map: RecordMap
  readonly base: BoardRecord
  readonly text: unknown
}

/** What `repair` must look at, collected since it last ran. */
export interface Dirty {
  ids: Set<string>
  /** Parents whose children were added or changed their layer. */
  parents: Set<string>
  zones: boolean
}

/** Every record of one board as it last stood there by right, with what is needed to find its neighbours. */
export class LastGood {
  readonly #good = new Map<string, GoodRecord>()
  readonly #records = new Map<string, BoardRecord>()
  readonly #children = new Map<string, Set<string>>()
  readonly #bindings = new Map<string, Set<string>>()
  readonly #deleted = new Map<string, BoardRecord>()
  #dirty: Dirty = noneDirty()

  get size(): number {
    return this.#good.size
  }

  /** The records by id. */
  get records(): ReadonlyMap<string, BoardRecord> {
    return this.#records
  }

  get(id: string): GoodRecord | undefined {
    return this.#good.get(id)
  }

  find(id: string): BoardRecord | undefined {
    return this.#records.get(id)
  }

  /** The record of this id, also when it was deleted a while ago. */
  findFormer(id: string): BoardRecord | undefined {
    return this.#records.get(id) ?? this.#deleted.get(id)
  }

  /** Who had made a deleted record; undefined when nothing is known of it. */
  formerAuthor(id: string): string | null | undefined {
    const record = this.#deleted.get(id)
    return record && authorOf(record)
  }

  childrenOf(id: string): ShapeRecord[] {
    return this.#resolve(this.#children.get(id)).filter(isShape)
  }

  /** The bindings that begin or end at a shape. */
  bindingsAt(id: string) {
    return this.#resolve(this.#bindings.get(id)).filter(isBinding)
  }

  set(record: BoardRecord, map: RecordMap): void {
    // A map that a record was decoded from or encoded into holds the record that it was created with.
    const base = map.get(BASE_KEY) as BoardRecord
    const previous = this.#records.get(record.id)
    this.#unlink(previous)
    this.#good.set(record.id, { record, map, base, text: map.get(TEXT_KEY) })
    this.#records.set(record.id, record)
    this.#deleted.delete(record.id)
    if (isShape(record)) {
      add(this.#children, record.parentId, record.id)
      const isSameLayer =
        isShape(previous) && previous.parentId === record.parentId && previous.index === record.index
      if (!isSameLayer) this.#dirty.parents.add(record.parentId)
    } else if (isBinding(record)) {
      add(this.#bindings, record.fromId, record.id)
      add(this.#bindings, record.toId, record.id)
    }
    this.#touch(record)
  }

  delete(id: string): void {
    const record = this.#records.get(id)
    if (!record) return
    this.#unlink(record)
    this.#good.delete(id)
    this.#records.delete(id)
    this.#remember(record)
    this.#touch(record)
  }

  /** Hands over what was collected for `repair` and starts anew. */
  takeDirty(): Dirty {
    const dirty = this.#dirty
    this.#dirty = noneDirty()
    return dirty
  }

  #resolve(ids: ReadonlySet<string> | undefined): BoardRecord[] {
    const records: BoardRecord[] = []
    for (const id of ids ?? []) {
      const record = this.#records.get(id)
      if (record) records.push(record)
    }
    return records
  }

  #unlink(record: BoardRecord | undefined): void {
    if (isShape(record)) remove(this.#children, record.parentId, record.id)
    else if (isBinding(record)) {
      remove(this.#bindings, record.fromId, record.id)
      remove(this.#bindings, record.toId, record.id)
    }
  }

  #remember(record: BoardRecord): void {
    this.#deleted.set(record.id, record)
    if (this.#deleted.size <= MAX_REMEMBERED) return
    for (const oldest of this.#deleted.keys()) {
      this.#deleted.delete(oldest)
      break
    }
  }

  #touch(record: BoardRecord): void {
    this.#dirty.ids.add(record.id)
    if (record.type === 'zone') this.#dirty.zones = true
  }
}

function noneDirty(): Dirty {
  return { ids: new Set(), parents: new Set(), zones: false }
}

function add(sets: Map<string, Set<string>>, key: string, id: string): void {
  const set = sets.get(key)
  if (set) set.add(id)
  else sets.set(key, new Set([id]))
}

function remove(sets: Map<string, Set<string>>, key: string, id: string): void {
  const set = sets.get(key)
  set?.delete(id)
  if (set?.size === 0) sets.delete(key)
}
