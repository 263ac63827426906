import { isCellName } from '../content/cells.ts'
import type { RecordMap } from '../layout.ts'
import { authorOf, type BindingRecord, type BoardRecord, isBinding, isShape, PAGE_ID } from '../record.ts'
import { pagePlace } from '../zones.ts'
import { GoodRecord } from './good-record.ts'
import { isFinitePlace } from './home.ts'
import { type Crowd, Layers } from './layers.ts'
import { jsonBytes } from './record-rules.ts'
import { ZoneRoster } from './zone-roster.ts'

/** How many deleted records are remembered from one tick to the next: enough for an undo, and for children that arrive after their parent left. */
const MAX_REMEMBERED = 1_000
/** What is longer in a deleted record, in letters, is not remembered: 1,000 may lie there, of 64 KB each. */
const REMEMBERED_LETTERS = 256

/** How many records are kept decoded: those that a whole plenary has in its hands. */
const MAX_WARM = 512

/** What `repair` must look at, collected since it last asked. */
export interface Dirty {
  /** Shapes that were created, or put under another parent. */
  reparented: Set<string>
  /** Shapes that were created or changed, and may lie in another zone. */
  moved: Set<string>
  gone: Set<string>
  /** Arrows with a new or changed binding. */
  tied: Set<string>
  crowds: Crowd[]
  /** A zone came, went or changed. */
  zones: boolean
}

/** How much of a board is one author's: what she signed, and what she added to it otherwise. */
interface Share {
  records: number
  /** As JSON. */
  bytes: number
}

const NO_SHARE: Readonly<Share> = { records: 0, bytes: 0 }

/** Every record of one board as it last stood there by right, with what is needed to find its neighbours. */
export class LastGood {
  readonly layers = new Layers()
  readonly roster = new ZoneRoster()
  /** Which arrows belong to each link zone, while one of them takes not every arrow. */
  readonly links = new ZoneRoster()
  readonly #good = new Map<string, GoodRecord>()
  readonly #warm = new Set<GoodRecord>()
  readonly #bindings = new Map<string, Set<string>>()
  readonly #zones = new Set<string>()
  readonly #deleted = new Map<string, BoardRecord>()
  #dirty: Dirty = noneDirty()
  #bytes = 0
  readonly #shares = new Map<string, Share>()

  get size(): number {
    return this.#good.size
  }

  /** What all records take as JSON. */
  get bytes(): number {
    return this.#bytes
  }

  /** How much of the board is this author's. */
  shareOf(actorId: string): Readonly<Share> {
    return this.#shares.get(actorId) ?? NO_SHARE
  }

  /** Counts so much more as this author's, or less. */
  charge(actorId: string, records: number, bytes: number): void {
    const share = this.#shares.get(actorId)
    if (share) {
      share.records += records
      share.bytes += bytes
    } else this.#shares.set(actorId, { records, bytes })
  }

  /** Whose a record is: its author's; a binding is its arrow's author's. */
  ownerOf(record: BoardRecord): string | null {
    const by = authorOf(record)
    if (by !== null || !isBinding(record)) return by
    return this.#good.get(record.fromId)?.owner ?? null
  }

  ids(): IterableIterator<string> {
    return this.#good.keys()
  }

  get(id: string): GoodRecord | undefined {
    const entry = this.#good.get(id)
    if (entry?.isCold) this.#keepWarm(entry)
    return entry
  }

  /** The record of this id, perhaps without its text. */
  find(id: string): BoardRecord | undefined {
    return this.#good.get(id)?.outline
  }

  /** The same, also when it was deleted a while ago; on the page then. */
  findFormer(id: string): BoardRecord | undefined {
    return this.find(id) ?? this.#deleted.get(id)
  }

  /** Who had made a deleted record; undefined when nothing is known of it. */
  formerAuthor(id: string): string | null | undefined {
    const record = this.#deleted.get(id)
    return record && authorOf(record)
  }

  zones(): BoardRecord[] {
    return this.#resolve(this.#zones)
  }

  /** The bindings that begin or end at a shape. */
  bindingsAt(id: string): BindingRecord[] {
    return this.#resolve(this.#bindings.get(id)).filter(isBinding)
  }

  /** Takes a record as good that its map holds at this moment; `bytes` is its size as JSON, unless that is as it was. */
  set(record: BoardRecord, map: RecordMap, bytes?: number): void {
    const previous = this.#store(record, map, bytes)
    this.#deleted.delete(record.id)
    if (!areLinkedAlike(previous, record)) {
      this.#unlink(previous)
      this.#link(record)
    }
    if (record.type === 'zone') this.#dirty.zones = true
    if (isBinding(record)) this.#dirty.tied.add(record.fromId)
    if (!isShape(record)) return
    this.#dirty.moved.add(record.id)
    if (!isShape(previous) || previous.parentId !== record.parentId) this.#dirty.reparented.add(record.id)
  }

  /** The same for a version that only names another zone or slot, which nothing else depends on. */
  setZone(record: BoardRecord, map: RecordMap): void {
    this.#store(record, map)
  }

  delete(id: string): void {
    const entry = this.#good.get(id)
    if (!entry) return
    const record = entry.outline
    this.#unlink(record)
    this.#good.delete(id)
    this.#bytes -= entry.bytes
    if (entry.owner !== null) this.charge(entry.owner, -1, -entry.bytes)
    this.#warm.delete(entry)
    this.roster.place(id, null)
    this.links.place(id, null)
    if (isBinding(record)) this.#dirty.tied.add(record.fromId)
    this.#remember(record)
    this.#dirty.gone.add(id)
    if (record.type === 'zone') this.#dirty.zones = true
  }

  /** Hands over what was collected for `repair` and starts anew. */
  takeDirty(): Dirty {
    for (const oldest of this.#deleted.keys()) {
      if (this.#deleted.size <= MAX_REMEMBERED) break
      this.#deleted.delete(oldest)
    }
    const dirty = this.#dirty
    this.#dirty = noneDirty()
    return dirty
  }

  #store(record: BoardRecord, map: RecordMap, bytes?: number): BoardRecord | undefined {
    const before = this.#good.get(record.id)
    const previous = before?.outline
    if (before) this.#warm.delete(before)
    const size = bytes ?? before?.bytes ?? jsonBytes(record)
    const entry = new GoodRecord(record, map, size, this.ownerOf(record))
    this.#recount(before, entry)
    this.#good.set(record.id, entry)
    this.#keepWarm(entry)
    return previous
  }

  #recount(before: GoodRecord | undefined, after: GoodRecord): void {
    if (before?.owner === after.owner && before.bytes === after.bytes) return
    this.#bytes += after.bytes - (before?.bytes ?? 0)
    if (before && before.owner !== null) this.charge(before.owner, -1, -before.bytes)
    if (after.owner !== null) this.charge(after.owner, 1, after.bytes)
  }

  #keepWarm(entry: GoodRecord): void {
    this.#warm.add(entry)
    if (this.#warm.size <= MAX_WARM) return
    for (const oldest of this.#warm) {
      this.#warm.delete(oldest)
      oldest.cool()
      break
    }
  }

  #resolve(ids: ReadonlySet<string> | undefined): BoardRecord[] {
    const records: BoardRecord[] = []
    for (const id of ids ?? []) {
      const record = this.find(id)
      if (record) records.push(record)
    }
    return records
  }

  #link(record: BoardRecord): void {
    if (isShape(record)) {
      const { parentId, index, id } = record
      if (this.layers.add(parentId, index, id)) this.#dirty.crowds.push({ parentId, index })
      if (record.type === 'zone') this.#zones.add(id)
    } else if (isBinding(record)) {
      add(this.#bindings, record.fromId, record.id)
      add(this.#bindings, record.toId, record.id)
    }
  }

  #unlink(record: BoardRecord | undefined): void {
    if (isShape(record)) {
      this.layers.remove(record.parentId, record.index, record.id)
      this.#zones.delete(record.id)
    } else if (isBinding(record)) {
      remove(this.#bindings, record.fromId, record.id)
      remove(this.#bindings, record.toId, record.id)
    }
  }

  /** As it lay on the page: what it lay in may move on, and what lies in it stays where it was. */
  #remember(whole: BoardRecord): void {
    const record = withoutContent(whole)
    const place = isShape(record) ? pagePlace(record, (id) => this.findFormer(id)) : null
    if (!isFinitePlace(place)) this.#deleted.set(record.id, record)
    else {
      const { x, y, rotation } = place
      this.#deleted.set(record.id, { ...record, parentId: PAGE_ID, x, y, rotation })
    }
  }
}

/** Where a record was, how large and whose; not what it said or showed. */
function withoutContent(record: BoardRecord): BoardRecord {
  const { props, meta } = record
  const kept = Object.entries(props ?? {}).filter(
    ([, value]) =>
      typeof value !== 'object' && (typeof value !== 'string' || value.length <= REMEMBERED_LETTERS),
  )
  const unsaid = Object.entries(meta ?? {}).filter(([name]) => !isCellName(name))
  return {
    ...record,
    ...(props && { props: Object.fromEntries(kept) }),
    ...(meta && { meta: Object.fromEntries(unsaid) }),
  }
}

/** Whether two versions of one record have the same neighbours. */
function areLinkedAlike(previous: BoardRecord | undefined, record: BoardRecord): boolean {
  if (isShape(previous) && isShape(record))
    return previous.parentId === record.parentId && previous.index === record.index
  if (isBinding(previous) && isBinding(record))
    return previous.fromId === record.fromId && previous.toId === record.toId
  return false
}

function noneDirty(): Dirty {
  return {
    reparented: new Set(),
    moved: new Set(),
    gone: new Set(),
    tied: new Set(),
    crowds: [],
    zones: false,
  }
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
