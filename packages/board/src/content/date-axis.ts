import type { ColumnDefinition, ZoneDefinition } from '../method.ts'
import type { ZoneArea } from '../zones.ts'
import type { ZoneContent } from './board-content.ts'

/** How far a time axis reaches before and after today when no mark says so, in months. */
const MONTHS_AROUND = 24

/** Half a note, and the space to the zone's edge, in board units: the first and the last moment have room for one. */
const EDGE = 124

const PARTIAL_DATE = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/

/** A stretch of time, in months since year 0: `2027-03` is 2027 × 12 + 2. */
export interface DateScale {
  from: number
  to: number
}

/** The column of a date zone that says where on the axis an item lies; null for a zone without dates. */
export function dateColumn(zone: ZoneDefinition): ColumnDefinition | null {
  if (zone.kind !== 'date') return null
  return zone.options.cols?.find(({ type }) => type === 'date') ?? null
}

/** The stretch of time of a board's date zones: from the first to the last date on its marks, else around today. */
export function dateScale(zones: readonly ZoneContent[], today: string): DateScale {
  const months = zones
    .filter(({ zone }) => zone.options.marks)
    .flatMap(({ items }) => items.flatMap(({ text }) => monthIn(text) ?? []))
  const from = Math.min(...months)
  const to = Math.max(...months)
  if (months.length > 1 && to > from) return { from, to }
  const now = monthOf(today) ?? 0
  return { from: now - MONTHS_AROUND, to: now + MONTHS_AROUND }
}

/** The share of the zone's width at which a date has its place, from 0 to 1; null for what is no date. */
export function dateShare({ from, to }: DateScale, area: Pick<ZoneArea, 'w'>, date: string): number | null {
  const month = monthOf(date)
  if (month === null) return null
  const along = Math.min(1, Math.max(0, (month - from) / (to - from)))
  return (EDGE + along * (area.w - 2 * EDGE)) / area.w
}

/** The month of a place on the page, as `2027-03`. */
export function dateAtX({ from, to }: DateScale, area: Pick<ZoneArea, 'x' | 'w'>, x: number): string {
  const along = Math.min(1, Math.max(0, (x - area.x - EDGE) / (area.w - 2 * EDGE)))
  const month = Math.round(from + along * (to - from))
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`
}

/** A partial date as months since year 0; the middle of the year when it names no month. */
function monthOf(date: string): number | null {
  const match = PARTIAL_DATE.exec(date)
  if (!match) return null
  const day = match[3] === undefined ? 0 : (Number(match[3]) - 1) / 31
  return Number(match[1]) * 12 + (match[2] === undefined ? 6 : Number(match[2]) - 1) + day
}

/** The first date that a text holds. */
function monthIn(text: string): number | null {
  const match = /\b(?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2]))?\b/.exec(text)
  return match ? monthOf(match[0]) : null
}
