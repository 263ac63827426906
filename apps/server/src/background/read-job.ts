import { type BoardSnapshot, canonicalJson, readSnapshot } from '@tablee/board'
import * as Y from 'yjs'
import { contentHash } from '../snapshots/read-snapshot-content.ts'
import type { Jobs } from './jobs.ts'
import { openBoard } from './open-board.ts'
import type { PackedBytes } from './packed-bytes.ts'

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
  const doc = openBoard(updates)
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return readSnapshot(update)
}
