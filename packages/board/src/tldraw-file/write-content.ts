import { getIndicesAbove, type IndexKey } from '@tldraw/utils'
import type * as Y from 'yjs'
import { encodeRecord } from '../codec.ts'
import { decodeBoard } from '../edit/writer.ts'
import { boardRoot } from '../layout.ts'
import { isShape, PAGE_ID } from '../record.ts'
import { MAX_RECORDS } from '../rules/record-rules.ts'
import { type Point, pageBox, pagePlace } from '../zones.ts'
import type { TldrawContent } from './lay-records.ts'

/** Between what stands on the board and what is put beside it, in board units. */
const GAP = 200

/**
 * Puts what a file brought beside all that stands on a board, above it in the order of layers; in one transaction.
 * @returns where its corner lies; null, and nothing is written, when the board has no room for so many records
 */
export function writeTldrawContent(doc: Y.Doc, { records }: Pick<TldrawContent, 'records'>): Point | null {
  const board = boardRoot(doc)
  if (board.size + records.length > MAX_RECORDS) return null
  let top: IndexKey | null = null
  let right = Number.NEGATIVE_INFINITY
  let upper = Number.POSITIVE_INFINITY
  const standing = decodeBoard(doc)
  for (const record of standing.values()) {
    if (!isShape(record)) continue
    // the schema has refused every other index
    const index = record.index as IndexKey
    if (record.parentId === PAGE_ID && (top === null || index > top)) top = index
    const place = pagePlace(record, (id) => standing.get(id))
    if (!place) continue
    const box = pageBox(record, place)
    right = Math.max(right, box.right)
    upper = Math.min(upper, box.top)
  }
  const corner = right === Number.NEGATIVE_INFINITY ? { x: 0, y: 0 } : { x: right + GAP, y: upper }
  const onPage = records.filter((record) => isShape(record) && record.parentId === PAGE_ID)
  const indices = getIndicesAbove(top, onPage.length)
  const placeOf = new Map(onPage.map(({ id }, at) => [id, indices[at]]))
  doc.transact(() => {
    for (const record of records) {
      const index = placeOf.get(record.id)
      const moved =
        isShape(record) && index !== undefined
          ? { ...record, index, x: record.x + corner.x, y: record.y + corner.y }
          : record
      board.set(record.id, encodeRecord(moved))
    }
  })
  return corner
}
