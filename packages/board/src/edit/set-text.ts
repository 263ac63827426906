import * as Y from 'yjs'
import { decodeRecord, writeFields } from '../codec.ts'
import { PLACE_KEY, TEXT_KEY } from '../layout.ts'
import { methodOf } from '../method.ts'
import { type BoardRecord, isShape, numberProp, type ShapeRecord } from '../record.ts'
import { fragmentToJson, richTextToPlain } from '../rich-text.ts'
import { zoneAreas, zoneOfShape } from '../zones.ts'
import { cellLines, NOTE_SIDE, noteGrowth } from './note-size.ts'
import { FRAME_PADDING, pageBox } from './regions.ts'
import { patchBetween, rebasePatch } from './text-patch.ts'
import { writePatch } from './write-text.ts'
import { mapOf, mayMove, recordsOf, type Writer, write } from './writer.ts'

/** What was on the screen before the person changed it; what stands there now when left out. */
export interface TextChange {
  base?: string
}

/**
 * Changes a text letter by letter into what a person typed. Where somebody else has changed it since `base`, both
 * keep their words.
 * @returns the text that stands there now; null when there is none
 */
export function setItemText(
  writer: Writer,
  id: string,
  text: string,
  { base }: TextChange = {},
): string | null {
  const fragment = mapOf(writer, id)?.get(TEXT_KEY)
  if (!(fragment instanceof Y.XmlFragment)) return null
  return write(writer, () => {
    const now = changeFragment(fragment, text, base)
    fitNote(writer, id, now)
    return now
  })
}

/** The same for the one shared text of a text zone. */
export function setSheetText(
  writer: Writer,
  zoneId: string,
  text: string,
  change: TextChange = {},
): string | null {
  const fragment = mapOf(writer, sheetId(zoneId))?.get(TEXT_KEY)
  if (!(fragment instanceof Y.XmlFragment)) return null
  return write(writer, () => changeFragment(fragment, text, change.base))
}

/** The record that holds the one shared text of a text zone. */
export function sheetId(zoneId: string): string {
  return `shape:sheet-${zoneId}`
}

/** The letters of a rich text in the document. */
export function plainTextOf(fragment: Y.XmlFragment): string {
  return richTextToPlain(fragmentToJson(fragment))
}

function changeFragment(fragment: Y.XmlFragment, text: string, base: string | undefined): string {
  const current = plainTextOf(fragment)
  const mine = patchBetween(base ?? current, text)
  const theirs = base === undefined ? null : patchBetween(base, current)
  if (mine) for (const patch of theirs ? rebasePatch(mine, theirs) : [mine]) writePatch(fragment, patch)
  return plainTextOf(fragment)
}

/** A note grows with its text, and stays in its zone while it does: what it says must not change with its length. */
export function fitNote(writer: Writer, id: string, text: string): void {
  const map = mapOf(writer, id)
  const records = recordsOf(writer)
  // What was written in this transaction is not in the records that somebody keeps.
  const record = map && decodeRecord(map)
  if (!map || !isShape(record) || record.type !== 'note') return
  const zoneId = zoneOfShape(record, records, zoneAreas(records.values()))
  const cells = cellLines(methodOf(writer.doc), zoneId, { text, meta: record.meta })
  const wanted = noteGrowth(text, { ...record.props, cells })
  const scale = numberProp(record, 'scale', 1)
  const bottom = zoneBottom(record, records)
  const box = pageBox(record, records)
  let growY = wanted
  if (bottom !== null && box) {
    const roomBelow = 2 * (bottom - 1 - box.y)
    const over = (NOTE_SIDE + wanted) * scale - roomBelow
    if (over > 0 && mayMove(writer, record)) {
      const { parentId, index, x, y, rotation } = record
      writeFields(map, [[PLACE_KEY, [parentId, index, x, y - Math.ceil(over / 2), rotation]]])
    } else if (over > 0) growY = Math.max(0, Math.floor(roomBelow / scale - NOTE_SIDE))
  }
  writeFields(map, [['p.growY', growY]])
  growFrame(writer, record, (NOTE_SIDE + growY) * scale, records)
}

/** Frames cut off what reaches over their edge. */
function growFrame(
  writer: Writer,
  note: ShapeRecord,
  height: number,
  records: ReadonlyMap<string, BoardRecord>,
): void {
  const frame = records.get(note.parentId)
  if (!isShape(frame) || frame.type !== 'frame' || !mayMove(writer, frame)) return
  const needed = note.y + height + FRAME_PADDING
  const map = mapOf(writer, frame.id)
  if (map && needed > numberProp(frame, 'h')) writeFields(map, [['p.h', needed]])
}

function zoneBottom(record: ShapeRecord, records: ReadonlyMap<string, BoardRecord>): number | null {
  const areas = zoneAreas(records.values())
  const zoneId = zoneOfShape(record, records, areas)
  const area = areas.find((candidate) => candidate.zoneId === zoneId)
  return area ? area.y + area.h : null
}
