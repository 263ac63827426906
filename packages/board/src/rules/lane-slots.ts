/** The slots of one zone whose items are lanes. */
class Slots {
  readonly #taken = new Map<number, string>()
  #lowestFree = 0

  holder(slot: number): string | undefined {
    return this.#taken.get(slot)
  }

  take(slot: number, id: string): void {
    this.#taken.set(slot, id)
    while (this.#taken.has(this.#lowestFree)) this.#lowestFree += 1
  }

  release(slot: number): void {
    if (this.#taken.delete(slot)) this.#lowestFree = Math.min(this.#lowestFree, slot)
  }

  get firstFree(): number {
    return this.#lowestFree
  }
}

/**
 * The slots of lanes that items name: an item takes the first free one when it comes into such a zone, and gives it up
 * when it goes. One that comes back has the slot that it had, unless another took it meanwhile.
 */
export class LaneSlots {
  readonly #zones = new Map<string, Slots>()
  readonly #held = new Map<string, { zoneId: string; slot: number }>()
  /** Items that came and have no slot yet. */
  readonly #waiting = new Map<string, string>()

  /** An item lies in this zone from now on; null for a zone without lanes. */
  place(id: string, laneZoneId: string | null): void {
    const held = this.#held.get(id)
    if (held && held.zoneId !== laneZoneId) {
      this.#zones.get(held.zoneId)?.release(held.slot)
      this.#held.delete(id)
    }
    if (laneZoneId === null) this.#waiting.delete(id)
    else if (held?.zoneId !== laneZoneId) this.#waiting.set(id, laneZoneId)
  }

  /** Gives everybody who waits a slot: first to those who have a free one written on them. */
  assign(slotOf: (id: string) => unknown, write: (id: string, slot: number) => void): void {
    if (this.#waiting.size === 0) return
    for (const [id, zoneId] of this.#waiting) {
      const slot = slotOf(id)
      const slots = this.#slotsOf(zoneId)
      if (typeof slot === 'number' && slots.holder(slot) === undefined) this.#take(id, zoneId, slot)
    }
    for (const [id, zoneId] of this.#waiting) {
      const slot = this.#slotsOf(zoneId).firstFree
      this.#take(id, zoneId, slot)
      write(id, slot)
    }
  }

  #take(id: string, zoneId: string, slot: number): void {
    this.#slotsOf(zoneId).take(slot, id)
    this.#held.set(id, { zoneId, slot })
    this.#waiting.delete(id)
  }

  #slotsOf(zoneId: string): Slots {
    const known = this.#zones.get(zoneId)
    if (known) return known
    const slots = new Slots()
    this.#zones.set(zoneId, slots)
    return slots
  }
}
