import {
  type BoardRecord,
  boardDateScale,
  cellKey,
  dateColumn,
  dateX,
  hasDateAxis,
  type Method,
  monthAt,
  readContent,
} from '@tablee/board'

/** Half the side of a note, in board units. */
const HALF_NOTE = 100

/** Spreads the sample notes of time axes over them, each with the date of its place. */
export function placeOnAxes(
  records: readonly BoardRecord[],
  { method, today }: { method: Method; today: Date },
): BoardRecord[] {
  const byId = new Map(records.map((record) => [record.id, record]))
  const content = readContent({ records: byId, method, facts: new Map(), lang: 'fr' })
  const scale = boardDateScale(content, today)
  for (const { zone, area, items } of content.zones) {
    if (!area || !hasDateAxis(zone)) continue
    const column = dateColumn(zone)
    for (const [at, { id }] of items.entries()) {
      const record = byId.get(id)
      if (!record) continue
      const date = monthAt(scale, area.w, (area.w * (at + 1)) / (items.length + 1))
      const dated = column !== undefined && { meta: { ...record.meta, [cellKey(column)]: date } }
      byId.set(id, { ...record, ...dated, x: area.x + dateX(scale, area.w, date) - HALF_NOTE })
    }
  }
  return [...byId.values()]
}
