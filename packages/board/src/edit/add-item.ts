import { encodeRecord } from '../codec.ts'
import { cellKey } from '../content/cells.ts'
import { boardRoot } from '../layout.ts'
import { methodOf } from '../method.ts'
import type { BoardRecord } from '../record.ts'
import { cellLines, NOTE_SIDE, noteGrowth } from './note-size.ts'
import { inParent, type Target } from './place-item.ts'
import { placerOn } from './placer.ts'
import { indexAbove, noteShape, topIndex } from './shapes.ts'
import { newId, recordsOf, type Writer, write } from './writer.ts'

/** A note to be written. */
export interface NewItem extends Target {
  /** The id that it gets: for what may be written twice and must stand there once. A new one when left out. */
  id?: string
  text: string
  /** By column id. */
  cells?: Readonly<Record<string, string | number>>
  colour?: string
  /** Further fields of the note's meta that the writer may set: the server's `source`. */
  meta?: Readonly<Record<string, unknown>>
}

/** Writes a note where there is room. @returns its id; null when the board has no such zone */
export function addItem(writer: Writer, item: NewItem): string | null {
  return addItems(writer, [item])[0] ?? null
}

/** Writes many notes in one transaction, each where there is room. @returns their ids; null for a zone that is not there */
export function addItems(writer: Writer, items: readonly NewItem[]): (string | null)[] {
  const method = methodOf(writer.doc)
  const records = new Map(recordsOf(writer))
  const placer = placerOn(records, method)
  let index = topIndex(records)
  const made: BoardRecord[] = []
  const ids = items.map((item) => {
    const meta = {
      ...item.meta,
      ...(writer.by === null ? {} : { by: writer.by }),
      zone: item.zoneId,
      ...Object.fromEntries(Object.entries(item.cells ?? {}).map(([id, value]) => [cellKey(id), value])),
    }
    const cells = cellLines(method, item.zoneId, { text: item.text, meta })
    const growY = noteGrowth(item.text, { size: 's', cells })
    const place = placer.find(item, NOTE_SIDE + growY)
    if (!place) return null
    const { parentId, scale } = place
    const { x, y } = inParent(place, parentId, records)
    const look = { growY, scale, ...(item.colour ? { color: item.colour } : {}) }
    const record = noteShape({ id: item.id ?? newId('shape'), parentId, index, x, y, meta }, item.text, look)
    index = indexAbove(index)
    placer.add(record)
    made.push(record)
    return record.id
  })
  if (made.length > 0) {
    write(writer, () => {
      for (const record of made) boardRoot(writer.doc).set(record.id, encodeRecord(record))
    })
  }
  return ids
}
