import type { ListedWorkshop, Meeting } from '@tablee/contract'

/** What stands in the calendar of a cohort: a session, or a meeting of one organisation with its coach. */
export type CalendarEntry =
  | { readonly kind: 'session'; readonly at: string; readonly workshop: ListedWorkshop }
  | { readonly kind: 'meeting'; readonly at: string; readonly meeting: Meeting; readonly of: ListedWorkshop }

/** A month of the reader's clock. */
export interface CalendarMonth {
  readonly key: string
  /** A moment in it. */
  readonly first: string
  readonly entries: readonly CalendarEntry[]
}

/** Sessions and meetings in the order of their beginning. */
export function calendarOf(workshops: readonly ListedWorkshop[]): CalendarEntry[] {
  return workshops
    .flatMap((workshop): CalendarEntry[] => [
      { kind: 'session', at: workshop.startsAt, workshop },
      ...workshop.meetings.map(
        (meeting): CalendarEntry => ({ kind: 'meeting', at: meeting.meetsAt, meeting, of: workshop }),
      ),
    ])
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

/** The same by months. */
export function byMonth(entries: readonly CalendarEntry[]): CalendarMonth[] {
  const months: { key: string; first: string; entries: CalendarEntry[] }[] = []
  for (const entry of entries) {
    const day = new Date(entry.at)
    const key = `${day.getFullYear()}-${day.getMonth()}`
    const last = months.at(-1)
    if (last?.key === key) last.entries.push(entry)
    else months.push({ key, first: entry.at, entries: [entry] })
  }
  return months
}
