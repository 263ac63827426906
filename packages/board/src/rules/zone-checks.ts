import { type BoardRecord, isShape } from '../record.ts'
import {
  isZoneItem,
  liesInZones,
  type RecordLookup,
  type ZoneArea,
  zoneAreas,
  zoneOfShape,
} from '../zones.ts'
import type { LastGood } from './last-good.ts'

/** What is done with what was found. */
export interface ZoneChecksOptions {
  setZone(id: string, zone: string | null): void
  /** Told of every item that was asked, where it lies. */
  lies(id: string, zone: string | null): void
}

/** R5: which shapes are still to be asked in which zone they lie, so that a moved zone or group stops nobody. */
export class ZoneChecks {
  readonly #good: LastGood
  readonly #options: ZoneChecksOptions
  /** Parents have no text and many children, so they are kept decoded; one that is gone leaves them where they were. */
  readonly #parents: RecordLookup = {
    get: (id) => this.#good.get(id)?.record ?? this.#good.findFormer(id),
  }
  readonly #moved = new Set<string>()
  #zones: readonly ZoneArea[] = []
  #all: Iterator<string> = [].values()
  #allLeft = 0

  constructor(good: LastGood, options: ZoneChecksOptions) {
    this.#good = good
    this.#options = options
  }

  /** The zone that a record lies in, or would lie in; `records` are those around it. */
  zoneOf(record: BoardRecord, records: RecordLookup = this.#parents): string | null {
    return zoneOfShape(record, records, this.#zones)
  }

  /** Shapes that were moved, which their children follow. */
  add(ids: Iterable<string>): void {
    for (const id of ids) this.#moved.add(id)
  }

  /** Every shape, since the zones have changed. A round that is under way goes on until all have been asked again. */
  addAll(): void {
    this.#zones = zoneAreas(this.#good.zones())
    this.#allLeft = this.#good.size
    this.#moved.clear()
  }

  /** Asks one shape a step, until none is left. */
  *steps(): Generator<void> {
    for (const id of this.#moved) {
      this.#moved.delete(id)
      this.add(this.#good.layers.childrenOf(id))
      yield this.#check(id)
    }
    while (this.#allLeft > 0) {
      this.#allLeft -= 1
      yield this.#check(this.#nextOfAll())
    }
  }

  #nextOfAll(): string {
    let next = this.#all.next()
    if (next.done) {
      this.#all = this.#good.ids()
      next = this.#all.next()
    }
    return next.done ? '' : next.value
  }

  #check(id: string): void {
    const record = this.#good.find(id)
    if (!isShape(record) || !liesInZones(record)) return
    const zone = this.zoneOf(record)
    if (isZoneItem(record)) {
      this.#good.roster.place(id, zone)
      this.#options.lies(id, zone)
    }
    if ((record.meta['zone'] ?? null) !== zone) this.#options.setZone(id, zone)
  }
}
