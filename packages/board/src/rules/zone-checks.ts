import { isShape } from '../record.ts'
import { liesInZones, type RecordLookup, type ZoneArea, zoneAreas, zoneOfShape } from '../zones.ts'
import type { LastGood } from './last-good.ts'

/** R5: which shapes are still to be asked in which zone they lie, so that a moved zone or group stops nobody. */
export class ZoneChecks {
  readonly #good: LastGood
  readonly #setZone: (id: string, zone: string | null) => void
  /** Parents have no text and many children, so they are kept decoded. */
  readonly #parents: RecordLookup = { get: (id) => this.#good.get(id)?.record }
  readonly #moved = new Set<string>()
  #zones: readonly ZoneArea[] = []
  #all: Iterator<string> = [].values()
  #allLeft = 0

  constructor(good: LastGood, setZone: (id: string, zone: string | null) => void) {
    this.#good = good
    this.#setZone = setZone
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
    const zone = zoneOfShape(record, this.#parents, this.#zones)
    if ((record.meta['zone'] ?? null) !== zone) this.#setZone(id, zone)
  }
}
