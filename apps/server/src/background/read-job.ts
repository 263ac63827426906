import { canonicalJson, readSnapshot } from '@tablee/board'
import * as Y from 'yjs'
import { contentHash } from '../snapshots/read-snapshot-content.ts'
import type { Jobs } from './jobs.ts'
import { unpackBytes } from './packed-bytes.ts'

/** Reads what stands on a board. */
export function readJob(updates: Jobs['read']['takes']): Jobs['read']['gives'] {
  const snapshot = readSnapshot(single(unpackBytes(updates)))
  const content = canonicalJson(snapshot)
  return {
    content,
    hash: contentHash(content),
    template: snapshot.template,
    templateVersion: snapshot.templateVersion,
    items: snapshot.items.length,
  }
}

/** Through a document: `Y.mergeUpdates` takes much longer for many small updates. */
function single(updates: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}
