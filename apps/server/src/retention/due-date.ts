const DAY_MS = 24 * 3_600_000

/** The day so many months after another, both `YYYY-MM-DD`; the last of the month where it has no such day. */
export function addMonths(day: string, months: number): string {
  const from = new Date(`${day}T00:00:00Z`)
  const month = from.getUTCMonth() + months
  const last = new Date(Date.UTC(from.getUTCFullYear(), month + 1, 0)).getUTCDate()
  return dayOf(Date.UTC(from.getUTCFullYear(), month, Math.min(from.getUTCDate(), last)))
}

/** The day so many days after another, both `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  return dayOf(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS)
}

/** The day of a moment in ms since 1970, in UTC. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
