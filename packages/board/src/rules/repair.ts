import { getIndexBetween, getIndicesBetween, type IndexKey } from '@tldraw/utils'
import type * as Y from 'yjs'
import { applyFields } from '../codec.ts'
import { SLOT_META } from '../content/item-meta.ts'
import { PLACE_KEY, type RecordMap } from '../layout.ts'
import { type BindingRecord, type BoardRecord, isShape, type ShapeRecord } from '../record.ts'
import type { RecordLookup } from '../zones.ts'
import { homeOf } from './home.ts'
import { LaneSlots } from './lane-slots.ts'
import type { LastGood } from './last-good.ts'
import type { Crowd } from './layers.ts'
import { noteLink } from './link-rules.ts'
import { ZoneChecks } from './zone-checks.ts'
import type { ZonePolicy } from './zone-policy.ts'

/** How many shapes are asked after a tick in which zone they lie; the rest follow with the next ticks. */
const ZONE_CHECKS_PER_TICK = 500

/** What no arrow ends at: tldraw would seek the place of such a shape by that of the arrow, and so on without end. */
const UNTIABLE_TYPES: ReadonlySet<string> = new Set(['arrow', 'group'])

/** What concurrent changes may have broken between records, set right after each tick: R1 to R5. */
export class Repair {
  readonly #board: Y.Map<RecordMap>
  readonly #good: LastGood
  readonly #zoneChecks: ZoneChecks
  readonly #slots = new LaneSlots()
  #policy: ZonePolicy
  #repairs = 0

  constructor(board: Y.Map<RecordMap>, good: LastGood, policy: ZonePolicy) {
    this.#board = board
    this.#good = good
    this.#policy = policy
    this.#zoneChecks = new ZoneChecks(good, {
      setZone: (id, zone) => this.#setZone(id, zone),
      lies: (id, zone) => {
        this.#slots.place(id, zone !== null && this.#policy.laneZones.has(zone) ? zone : null)
        if (this.#policy.limitsLinks) this.#noteLinks(this.#good.bindingsAt(id))
      },
    })
  }

  /** The zone that a record lies in, or would lie in. */
  zoneOf(record: BoardRecord, records?: RecordLookup): string | null {
    return this.#zoneChecks.zoneOf(record, records)
  }

  /** The board has another method: every item is asked anew where it lies. */
  setPolicy(policy: ZonePolicy): void {
    this.#policy = policy
    this.#zoneChecks.addAll()
  }

  /** Looks at what was touched since the last call and returns the number of repairs. */
  run(): number {
    this.#repairs = 0
    for (const _ of this.#relations());
    let checks = 0
    for (const _ of this.#zoneChecks.steps()) if (++checks >= ZONE_CHECKS_PER_TICK) break
    this.#assignSlots()
    return this.#repairs
  }

  /** The same for a whole board, in small steps: whoever takes them may stop between two, within one transaction or not. */
  *steps(): Generator<void> {
    yield* this.#relations()
    yield* this.#zoneChecks.steps()
    this.#assignSlots()
  }

  *#relations(): Generator<void> {
    const dirty = this.#good.takeDirty()
    for (const id of dirty.gone) {
      this.#slots.place(id, null)
      for (const binding of this.#good.bindingsAt(id)) dirty.tied.add(binding.fromId)
      for (const child of this.#good.layers.childrenOf(id)) dirty.reparented.add(child)
    }
    for (const id of dirty.tied) {
      this.#repairBindings(id)
      yield this.#noteLinks([this.#good.find(id)])
    }
    if (this.#policy.limitsLinks) for (const id of dirty.moved) yield this.#noteLinks([this.#good.find(id)])
    for (const id of dirty.reparented) yield this.#rehome(id)
    const rehomed = this.#good.takeDirty()
    for (const crowd of [...dirty.crowds, ...rehomed.crowds]) yield this.#spread(crowd)
    const spread = this.#good.takeDirty()
    this.#zoneChecks.add([...dirty.moved, ...rehomed.moved, ...spread.moved])
    if (dirty.zones || rehomed.zones) this.#zoneChecks.addAll()
  }

  /** R1: a binding has an arrow at its beginning and a shape at its end. R2: an arrow's end is tied once. */
  #repairBindings(arrowId: string): void {
    const tied = new Set<unknown>()
    for (const binding of this.#good.bindingsAt(arrowId).sort(byId)) {
      if (binding.fromId !== arrowId) continue
      const { terminal } = binding.props
      if (this.#isDangling(binding) || tied.has(terminal)) this.#delete(binding.id)
      else tied.add(terminal)
    }
  }

  #noteLinks(records: readonly (BoardRecord | undefined)[]): void {
    if (!this.#policy.limitsLinks) return
    for (const record of records) if (record) noteLink(record, { good: this.#good, policy: this.#policy })
  }

  #isDangling({ fromId, toId }: BindingRecord): boolean {
    const end = this.#good.find(toId)
    return this.#good.find(fromId)?.type !== 'arrow' || !isShape(end) || UNTIABLE_TYPES.has(end.type)
  }

  #delete(id: string): void {
    this.#board.delete(id)
    this.#good.delete(id)
    this.#repairs += 1
  }

  /** R3: a shape's parents lead to a page; one whose parent is gone, or that circles, keeps its place on the page. */
  #rehome(id: string): void {
    const shape = this.#good.find(id)
    if (!isShape(shape)) return
    const home = homeOf(shape, this.#good)
    if (!home) return
    const [parentId, , x, y, rotation] = home
    this.#place(id, parentId, indexBetween(this.#good.layers.topOf(parentId), undefined), { x, y, rotation })
  }

  /** R4: no two children of one parent share an index, or the editor throws when it next puts one between them. */
  #spread(crowd: Crowd): void {
    const { ids, above } = this.#good.layers.crowdAt(crowd)
    const others = ids.slice(1)
    // Indices of records that passed the schema are index keys.
    const indices = getIndicesBetween(crowd.index as IndexKey, above as IndexKey | undefined, others.length)
    for (const [at, id] of others.entries()) {
      const shape = this.#good.find(id)
      const index = indices[at]
      if (isShape(shape) && index !== undefined) this.#place(id, crowd.parentId, index, shape)
    }
  }

  #place(
    id: string,
    parentId: string,
    index: string,
    { x, y, rotation }: Pick<ShapeRecord, 'x' | 'y' | 'rotation'>,
  ): void {
    // The order of PLACE_FIELDS.
    const entry = this.#write(id, PLACE_KEY, [parentId, index, x, y, rotation])
    if (entry) this.#good.set(entry.record, entry.map)
  }

  #setZone(id: string, zone: string | null): void {
    const entry = this.#write(id, 'm.zone', zone)
    if (entry) this.#good.setZone(entry.record, entry.map)
  }

  /** R7: every item that names a lane has a slot, and no two of a zone have the same. */
  #assignSlots(): void {
    this.#slots.assign(
      (id) => this.#good.find(id)?.meta?.[SLOT_META],
      (id, slot) => {
        const entry = this.#write(id, `m.${SLOT_META}`, slot)
        if (entry) this.#good.setZone(entry.record, entry.map)
      },
    )
  }

  #write(id: string, key: string, value: unknown) {
    const entry = this.#good.get(id)
    if (!entry) return null
    const record = applyFields(entry.record, [[key, value]])
    entry.map.set(key, value)
    this.#repairs += 1
    return { record, map: entry.map }
  }
}

function indexBetween(below: string | undefined, above: string | undefined): string {
  // Indices of records that passed the schema are index keys.
  return getIndexBetween(below as IndexKey | undefined, above as IndexKey | undefined)
}

function byId(a: BoardRecord, b: BoardRecord): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
