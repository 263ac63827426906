import { boardDateScale, dateColumn, dateX } from '../content/date-scale.ts'
import { readContent } from '../content/read-content.ts'
import { metaRoot } from '../layout.ts'
import { findZone, methodOf } from '../method.ts'
import { isShape, PAGE_ID } from '../record.ts'
import { zoneAreas, zoneOfShape } from '../zones.ts'
import { layDown } from './move-item.ts'
import { findPlace, heightOf } from './place-item.ts'
import { mayMove, recordsOf, type Writer } from './writer.ts'

/** Moves an item of a time axis to where its date is. Belongs in a transaction; does nothing for other zones and columns. */
export function placeByDate(writer: Writer, itemId: string, columnId: string, date: unknown): void {
  const records = recordsOf(writer)
  const record = records.get(itemId)
  const method = methodOf(writer.doc)
  if (!isShape(record) || !method || typeof date !== 'string' || !ISO_DATE.test(date)) return
  const areas = zoneAreas(records.values())
  const zone = findZone(method, zoneOfShape(record, records, areas))
  const area = areas.find(({ zoneId }) => zoneId === zone?.id)
  if (!zone || !area || dateColumn(zone) !== columnId) return
  if (record.parentId !== PAGE_ID || !mayMove(writer, record)) return
  const content = readContent({ records, method, facts: metaRoot(writer.doc), lang: 'fr' })
  const acrossAt = dateX(boardDateScale(content, new Date()), area.w, date) / area.w
  const height = heightOf(record, records)
  const place = findPlace(
    records,
    method,
    { zoneId: zone.id, acrossAt },
    { height, without: new Set([itemId]) },
  )
  if (place) layDown(writer, record, place, records, zone.id)
}

const ISO_DATE = /^\d{4}(?:-\d{2}){0,2}$/
