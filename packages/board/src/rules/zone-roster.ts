/** Which items lie in each zone, kept up to date change by change so that nobody has to count them. */
export class ZoneRoster {
  readonly #zoneOf = new Map<string, string>()
  readonly #counts = new Map<string, number>()

  /** The zone that an item was last seen in; null for none. */
  zoneOf(id: string): string | null {
    return this.#zoneOf.get(id) ?? null
  }

  count(zoneId: string | null): number {
    return zoneId === null ? 0 : (this.#counts.get(zoneId) ?? 0)
  }

  /** Notes where an item lies; the zone that it lay in before. */
  place(id: string, zoneId: string | null): string | null {
    const before = this.zoneOf(id)
    if (before === zoneId) return before
    if (before !== null) this.#add(before, -1)
    if (zoneId === null) this.#zoneOf.delete(id)
    else {
      this.#zoneOf.set(id, zoneId)
      this.#add(zoneId, 1)
    }
    return before
  }

  #add(zoneId: string, change: 1 | -1): void {
    const count = this.count(zoneId) + change
    if (count > 0) this.#counts.set(zoneId, count)
    else this.#counts.delete(zoneId)
  }
}
