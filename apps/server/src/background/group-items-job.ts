import { metaRoot, methodOf, readContent, readGroupItems } from '@tablee/board'
import { decodeBoard } from '@tablee/board/edit'
import { shippedMethod } from '../exports/document/method-of-board.ts'
import type { Jobs } from './jobs.ts'
import { openBoard } from './open-board.ts'

/** Reads what the board of a group brings to the collation. */
export function groupItemsJob({ updates, lang }: Jobs['groupItems']['takes']): Jobs['groupItems']['gives'] {
  const doc = openBoard(updates)
  try {
    const facts = metaRoot(doc)
    const method = methodOf(doc) ?? shippedMethod(String(facts.get('template')), String(facts.get('version')))
    if (!method) throw new Error('a board has no method')
    return readGroupItems(readContent({ records: decodeBoard(doc), method, facts, lang }), method, lang)
  } finally {
    doc.destroy()
  }
}
