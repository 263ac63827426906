import * as Y from 'yjs'
import { type PackedBytes, unpackBytes } from './packed-bytes.ts'

/**
 * The document that a board's updates come to; whoever opens it destroys it. Through one document and one transaction:
 * `Y.mergeUpdates` takes much longer for many small updates.
 */
export function openBoard(updates: PackedBytes): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of unpackBytes(updates)) Y.applyUpdate(doc, update)
  })
  return doc
}
