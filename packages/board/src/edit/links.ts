import { encodeRecord, writeFields } from '../codec.ts'
import { cellKey } from '../content/cells.ts'
import { LINK_META } from '../content/item-meta.ts'
import { LINK_LABEL_MAX } from '../content/link-label.ts'
import { boardRoot } from '../layout.ts'
import { isShape, PAGE_ID } from '../record.ts'
import { shapeCentre } from '../zones.ts'
import { arrowBinding, arrowShape, topIndex } from './shapes.ts'
import { mapOf, mayMove, newId, recordsOf, type Writer, write } from './writer.ts'

/** An arrow to be drawn between two items. */
export interface NewLink {
  /** The link zone that it belongs to; null for an arrow of no zone. */
  zoneId: string | null
  from: string
  to: string
  /** A term of the zone's choice set, and what it is called in the writer's language. */
  label?: LinkLabel
}

/** What an arrow says: a term of its zone's choice set, and the words on the board; what goes beyond their bound is cut. */
export interface LinkLabel {
  term: string | null
  text: string
}

/** Draws an arrow between two items. @returns its id; null when one of the two is not on the board */
export function addLink(writer: Writer, { zoneId, from, to, label }: NewLink): string | null {
  const records = recordsOf(writer)
  const first = records.get(from)
  const last = records.get(to)
  const start = isShape(first) ? shapeCentre(first, records) : null
  const end = isShape(last) ? shapeCentre(last, records) : null
  if (!start || !end || from === to) return null
  const id = newId('shape')
  const meta = {
    ...(writer.by === null ? {} : { by: writer.by }),
    ...(zoneId === null ? {} : { [LINK_META]: zoneId }),
    ...(label?.term ? { [cellKey('label')]: label.term } : {}),
  }
  const arrow = arrowShape(
    { id, parentId: PAGE_ID, index: topIndex(records), x: start.x, y: start.y, meta },
    { x: end.x - start.x, y: end.y - start.y },
    (label?.text ?? '').slice(0, LINK_LABEL_MAX),
  )
  write(writer, () => {
    const board = boardRoot(writer.doc)
    const ends = [
      arrowBinding(newId('binding'), id, from, 'start'),
      arrowBinding(newId('binding'), id, to, 'end'),
    ]
    for (const record of [arrow, ...ends]) board.set(record.id, encodeRecord(record))
  })
  return id
}

/** Changes what an arrow says. @returns whether it was there and the writer's to change */
export function setLinkLabel(writer: Writer, id: string, { term, text }: LinkLabel): boolean {
  const arrow = recordsOf(writer).get(id)
  const map = mapOf(writer, id)
  if (arrow?.type !== 'arrow' || !map || !mayMove(writer, arrow)) return false
  write(writer, () =>
    writeFields(map, [
      [`m.${cellKey('label')}`, term ?? undefined],
      ['p.text', text.slice(0, LINK_LABEL_MAX)],
    ]),
  )
  return true
}

/** Deletes an arrow; what tied it goes with it: R1 of the board's rules. @returns whether it was the writer's to delete */
export function removeLink(writer: Writer, id: string): boolean {
  const arrow = recordsOf(writer).get(id)
  if (arrow?.type !== 'arrow' || !mayMove(writer, arrow)) return false
  write(writer, () => boardRoot(writer.doc).delete(id))
  return true
}
