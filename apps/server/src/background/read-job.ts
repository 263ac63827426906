import { type BoardSnapshot, canonicalJson, readSnapshot } from '@tablee/board'
import * as Y from 'yjs'
import { contentHash } from '../snapshots/read-snapshot-content.ts'
import type { Jobs } from './jobs.ts'
import { type PackedBytes, unpackBytes } from './packed-bytes.ts'

/** Reads what stands on a board. */
export function readJob(updates: Jobs['read']['takes']): Jobs['read']['gives'] {
  const snapshot = readUpdates(updates)
  const content = canonicalJson(snapshot)
  return {
    content,
    hash: contentHash(content),
    template: snapshot.template,
    templateVersion: snapshot.templateVersion,
    items: snapshot.items.length,
  }
}

/** The board that these updates come to. @throws {SnapshotUnreadable} */
export function readUpdates(updates: PackedBytes): BoardSnapshot {
  return readSnapshot(single(unpackBytes(updates)))
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
