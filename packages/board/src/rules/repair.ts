import { getIndexBetween, type IndexKey } from '@tldraw/utils'
import type * as Y from 'yjs'
import { applyFields } from '../codec.ts'
import { PLACE_FIELDS, PLACE_KEY, type RecordMap } from '../layout.ts'
import { type BindingRecord, type BoardRecord, isShape, PAGE_ID, type ShapeRecord } from '../record.ts'
import { liesInZones, pagePlace, type ZoneArea, zoneAreas, zoneOfShape } from '../zones.ts'
import type { LastGood } from './last-good.ts'

/** What concurrent changes may have broken between records, set right after each tick: R1 to R5. */
export class Repair {
  readonly #board: Y.Map<RecordMap>
  readonly #good: LastGood
  #zones: readonly ZoneArea[] = []
  #repairs = 0

  constructor(board: Y.Map<RecordMap>, good: LastGood) {
    this.#board = board
    this.#good = good
  }

  /** Looks at what was touched since the last call and returns the number of repairs. */
  run(): number {
    this.#repairs = 0
    const dirty = this.#good.takeDirty()
    for (const id of dirty.ids) {
      this.#repairBindings(id)
      this.#rehomeOrphans(id)
    }
    const moved = this.#good.takeDirty()
    for (const parent of new Set([...dirty.parents, ...moved.parents])) this.#repairIndices(parent)
    if (dirty.zones) this.#zones = zoneAreas(this.#good.records.values())
    const ids = dirty.zones ? this.#good.records.keys() : [...dirty.ids, ...moved.ids]
    for (const id of [...ids]) this.#repairZone(id)
    this.#good.takeDirty()
    return this.#repairs
  }

  /** R1: a binding has an arrow at its beginning and a shape at its end. R2: an arrow's end is tied once. */
  #repairBindings(id: string): void {
    const own = this.#good.find(id)
    const bindings = own?.typeName === 'binding' ? this.#good.bindingsAt(String(own['fromId'])) : []
    const tied = new Set<string>()
    for (const binding of [...bindings, ...this.#good.bindingsAt(id)].sort(byId)) {
      if (!this.#good.find(binding.id)) continue
      const end = `${binding.fromId} ${String(binding.props['terminal'])}`
      const isTwin = tied.has(end) && !tied.has(binding.id)
      if (this.#isDangling(binding) || isTwin) this.#delete(binding.id)
      else tied.add(end).add(binding.id)
    }
  }

  #isDangling({ fromId, toId }: BindingRecord): boolean {
    return this.#good.find(fromId)?.type !== 'arrow' || !isShape(this.#good.find(toId))
  }

  #delete(id: string): void {
    this.#board.delete(id)
    this.#good.delete(id)
    this.#repairs += 1
  }

  /** R3: a shape's parents lead to a page; one whose parent is gone, or that circles, keeps its place on the page. */
  #rehomeOrphans(id: string): void {
    const record = this.#good.find(id)
    const candidates = isShape(record) ? [record] : record ? [] : this.#good.childrenOf(id)
    for (const shape of candidates) {
      if (pagePlace(shape, (parent) => this.#good.find(parent))) continue
      const former = pagePlace(shape, (parent) => this.#good.findFormer(parent))
      const { x, y, rotation } = former ?? shape
      this.#place(shape, PAGE_ID, this.#topIndex(PAGE_ID), { x, y, rotation })
    }
  }

  #topIndex(parentId: string): string {
    const top = this.#good.childrenOf(parentId).sort(byIndex).at(-1)
    return indexBetween(top?.index, undefined)
  }

  /** R4: no two children of one parent share an index, or the editor throws when it next puts one between them. */
  #repairIndices(parentId: string): void {
    const children = this.#good.childrenOf(parentId).sort(byIndex)
    let below: string | undefined
    for (const [at, child] of children.entries()) {
      if (below === undefined || child.index > below) {
        below = child.index
        continue
      }
      const floor = below
      const above = children.slice(at + 1).find((sibling) => sibling.index > floor)
      below = indexBetween(floor, above?.index)
      this.#place(child, parentId, below, child)
    }
  }

  #place(
    shape: ShapeRecord,
    parentId: string,
    index: string,
    at: { x: number; y: number; rotation: number },
  ) {
    const place: Record<(typeof PLACE_FIELDS)[number], unknown> = {
      parentId,
      index,
      x: at.x,
      y: at.y,
      rotation: at.rotation,
    }
    this.#write(
      shape,
      PLACE_KEY,
      PLACE_FIELDS.map((name) => place[name]),
    )
  }

  /** R5: `meta.zone` names the zone that the shape lies in. */
  #repairZone(id: string): void {
    const record = this.#good.find(id)
    if (!isShape(record)) return
    if (liesInZones(record)) {
      const zone = zoneOfShape(record, this.#good.records, this.#zones)
      if ((record.meta['zone'] ?? null) !== zone) this.#write(record, 'm.zone', zone)
    }
    for (const child of this.#good.childrenOf(id)) this.#repairZone(child.id)
  }

  #write(record: BoardRecord, key: string, value: unknown): void {
    const entry = this.#good.get(record.id)
    if (!entry) return
    entry.map.set(key, value)
    this.#good.set(applyFields(entry.record, [[key, value]]), entry.map)
    this.#repairs += 1
  }
}

function indexBetween(below: string | undefined, above: string | undefined): string {
  // Indices of records that passed the schema are index keys.
  return getIndexBetween(below as IndexKey | undefined, above as IndexKey | undefined)
}

function byIndex(a: ShapeRecord, b: ShapeRecord): number {
  if (a.index !== b.index) return a.index < b.index ? -1 : 1
  return byId(a, b)
}

function byId(a: BoardRecord, b: BoardRecord): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
