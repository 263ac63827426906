import { getIndicesAbove, type IndexKey } from '@tldraw/utils'
import type * as Y from 'yjs'
import { encodeRecord } from '../codec.ts'
import { decodeBoard } from '../edit/writer.ts'
import { boardRoot } from '../layout.ts'
import { methodOf } from '../method.ts'
import { isBinding, isShape, PAGE_ID } from '../record.ts'
import { MAX_RECORDS } from '../rules/record-rules.ts'
import { ZonePolicy } from '../rules/zone-policy.ts'
import { type Point, pageBox, pagePlace } from '../zones.ts'
import type { TldrawContent } from './lay-records.ts'

/** Between what stands on the board and what is put beside it, in board units. */
const GAP = 200

/**
 * Puts what a file brought beside all that stands on a board, above it in the order of layers; in one transaction. Its
 * arrows are not tied where a link zone would claim them that takes not every arrow (Z9): no count asked for them.
 * @returns where its corner lies; null, and nothing is written, when the board has no room for so many records
 */
export function writeTldrawContent(doc: Y.Doc, content: Pick<TldrawContent, 'records'>): Point | null {
  const board = boardRoot(doc)
  if (board.size + content.records.length > MAX_RECORDS) return null
  const records = joinsLimitedZone(doc)
    ? content.records.filter((record) => !isBinding(record))
    : content.records
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

/** Whether an arrow between what lies in no zone belongs to a link zone with `max`, or a locked one. */
function joinsLimitedZone(doc: Y.Doc): boolean {
  const policy = new ZonePolicy(methodOf(doc))
  return policy.limitsLinkZone(policy.linkZoneOf(undefined, null, null))
}
