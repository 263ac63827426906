import type { Lang } from '../language.ts'
import type { ZoneDefinition } from '../method.ts'
import type { BoardContent, ContentItem } from './board-content.ts'
import { parseTypedDate, sayDate } from './typed-date.ts'

/** How far a time axis reaches before and after today when nothing on the board says otherwise, in months. */
const REACH_MONTHS = 24

/** Space between an axis' end and the edge of its zone, in board units: half a note and the zone's padding. */
const AXIS_INSET = 124

/** The narrowest distance between two dates in words under an axis, in board units. */
const TICK_MIN_WIDTH = 200

/** Distances between ticks that people read easily, in months. */
const TICK_STEPS = [1, 2, 3, 6, 12, 24, 60, 120] as const

/** The span of a time axis, in months since year 0; `to` lies after `from`. */
export interface DateScale {
  from: number
  to: number
}

/** One named place of a time axis, in board units from the left edge of its zone. */
export interface DateTick {
  x: number
  label: string
}

/** The column whose date is the place of an item on its zone's axis; undefined where the place itself is all there is. */
export function dateColumn(zone: Pick<ZoneDefinition, 'kind' | 'options'>): string | undefined {
  return zone.kind === 'date' ? zone.options.cols?.find(({ type }) => type === 'date')?.id : undefined
}

/** Whether a zone shows a time axis. A zone of marks names its parts instead, and a table without a date has no place for one. */
export function hasDateAxis(zone: Pick<ZoneDefinition, 'kind' | 'options'>): boolean {
  return zone.kind === 'date' && !zone.options.marks && (!zone.options.cols || dateColumn(zone) !== undefined)
}

/** The span of a board's time axes: from the first to the last date that its marks say, else two years around today. */
export function boardDateScale(content: BoardContent, today: Date): DateScale {
  const months = content.zones
    .filter(({ zone }) => zone.options.marks)
    .flatMap(({ items }) => items.flatMap(datesOf))
    .map(monthOf)
  const from = Math.min(...months)
  const to = Math.max(...months)
  if (months.length > 1 && to > from) return { from, to }
  const now = today.getFullYear() * 12 + today.getMonth()
  return { from: now - REACH_MONTHS, to: now + REACH_MONTHS }
}

/** Where a date lies on the axis of a zone of this width, in board units from its left edge; never outside of it. */
export function dateX(scale: DateScale, width: number, date: string): number {
  const share = (monthOf(date) - scale.from) / (scale.to - scale.from)
  return AXIS_INSET + Math.min(1, Math.max(0, share)) * axisLength(width)
}

/** The month at a place of the axis, as `2027-03`. */
export function monthAt(scale: DateScale, width: number, x: number): string {
  const share = Math.min(1, Math.max(0, (x - AXIS_INSET) / axisLength(width)))
  const month = Math.round(scale.from + share * (scale.to - scale.from))
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
}

/** The dates that stand under the axis of a zone of this width, in words. */
export function dateTicks(scale: DateScale, width: number, lang: Lang): DateTick[] {
  const span = scale.to - scale.from
  const most = Math.max(1, Math.floor(axisLength(width) / TICK_MIN_WIDTH))
  const step = TICK_STEPS.find((months) => span / months <= most) ?? span
  const ticks: DateTick[] = []
  for (let month = Math.ceil(scale.from / step) * step; month <= scale.to; month += step) {
    const date = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
    ticks.push({ x: dateX(scale, width, date), label: sayDate(date, lang, 'short') })
  }
  return ticks
}

/** Where today lies on the axis, or null when the axis does not reach it. */
export function todayX(scale: DateScale, width: number, today: Date): number | null {
  const now = today.getFullYear() * 12 + today.getMonth()
  if (now < scale.from || now > scale.to) return null
  return AXIS_INSET + ((now - scale.from) / (scale.to - scale.from)) * axisLength(width)
}

function axisLength(width: number): number {
  return Math.max(1, width - 2 * AXIS_INSET)
}

/** A year counts as its first month. */
function monthOf(date: string): number {
  const [year = 0, month = 1] = date.split('-').map(Number)
  return year * 12 + month - 1
}

/** Dates that an item of marks says: in a line of its own, or in a cell. */
function datesOf({ text, cells }: ContentItem): string[] {
  const inCells = Object.values(cells).flatMap((cell) => (cell.kind === 'date' ? [cell.date] : []))
  return [...inCells, ...text.split('\n').flatMap((line) => parseTypedDate(line) ?? [])]
}
