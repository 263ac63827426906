import type { ZoneContent } from '../content/board-content.ts'
import { NOTE_SIDE, noteGrowth } from '../edit/note-size.ts'
import { type Box, NOTE_GAP, pageBox, zoneRegion } from '../edit/regions.ts'
import type { Method } from '../method.ts'
import { type BoardRecord, isShape, numberProp } from '../record.ts'
import { COVERED_SHARE } from './pace.ts'
import { simulatedText } from './simulated-text.ts'

/** Words of an average note. */
const AVERAGE_WORDS = 12

/** How the notes of a zone lie (RE9). */
export interface Crowding {
  readonly notes: number
  /** Laid smaller than they were written. */
  readonly small: number
  /** A quarter of them or more lies under another. */
  readonly covered: number
  /** Average notes that the zone holds at full size. */
  readonly capacity: number
}

/** Looks at how the notes of a zone lie on the board; null when the zone is not on it. */
export function crowdingOf(
  { zone, area, items }: ZoneContent,
  method: Method,
  records: ReadonlyMap<string, BoardRecord>,
): Crowding | null {
  if (!area) return null
  const region = zoneRegion({ ...area, zoneId: zone.id }, method)
  const boxes: Box[] = []
  let small = 0
  for (const { id } of items) {
    const record = records.get(id)
    if (!isShape(record)) continue
    if (numberProp(record, 'scale', 1) < 1) small += 1
    const box = pageBox(record, records)
    if (box) boxes.push(box)
  }
  const covered = boxes.filter((box, at) =>
    boxes.some((other, otherAt) => otherAt > at && sharedArea(box, other) >= COVERED_SHARE * box.w * box.h),
  ).length
  return { notes: items.length, small, covered, capacity: capacityOf(region) }
}

function capacityOf({ w, h }: Box): number {
  const height = NOTE_SIDE + noteGrowth(simulatedText(AVERAGE_WORDS, 0), { size: 's' })
  const columns = Math.floor((w + NOTE_GAP) / (NOTE_SIDE + NOTE_GAP))
  const rows = Math.floor((h + NOTE_GAP) / (height + NOTE_GAP))
  return Math.max(0, columns) * Math.max(0, rows)
}

function sharedArea(a: Box, b: Box): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x)
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y)
  return w > 0 && h > 0 ? w * h : 0
}
