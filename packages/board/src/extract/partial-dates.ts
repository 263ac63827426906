import type { ContentItem } from '../content/board-content.ts'

const DAY_MS = 86_400_000

/** Dated items first, in the order of their earliest date; a less precise date stands before those that it holds. */
export function sortedTimeline(items: readonly ContentItem[]): ContentItem[] {
  return items
    .map((item, at) => ({ item, at, date: earliestOf(item) }))
    .sort((a, b) => compare(a.date, b.date) || a.at - b.at)
    .map(({ item }) => item)
}

/** Whether a date is over: the last day that it may mean lies before today (`YYYY-MM-DD`). */
export function isPast(date: string, today: string): boolean {
  return date < today.slice(0, date.length)
}

/** Days from one date to the other, where both are given to the day; negative when the second comes first. */
export function delayDays(from: string | null, to: string | null): number | null {
  const start = from === null ? null : dayOf(from)
  const end = to === null ? null : dayOf(to)
  return start === null || end === null ? null : Math.round((end - start) / DAY_MS)
}

function earliestOf(item: ContentItem): string | null {
  const dates = Object.values(item.cells).flatMap((cell) => (cell.kind === 'date' ? [cell.date] : []))
  return dates.sort()[0] ?? null
}

function compare(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b ? -1 : 1
}

function dayOf(date: string): number | null {
  const time = date.length === 'YYYY-MM-DD'.length ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  return Number.isNaN(time) ? null : time
}
