import { applyFields, type BoardRecord, diffFields, TEXT_KEY } from '@tablee/board'
import type { RecordsDiff, TLRecord } from 'tldraw'
import { asBoardRecord } from './board-record.ts'

/** What this person changed on one record since the last write to the document. */
type PendingChange =
  | { kind: 'create'; record: BoardRecord }
  | { kind: 'update'; fields: Map<string, unknown> }
  | { kind: 'delete' }

/** Local changes, merged per record and per field, that wait for the next write. */
export type PendingChanges = Map<string, PendingChange>

interface Surroundings {
  /** Whether the shape's text goes straight from the text editor into the document. */
  isTextBound(id: string): boolean
  /** Whether the document already holds the record. */
  isStored(id: string): boolean
}

/** Adds one round of the store's changes to those that wait. */
export function addChanges(
  pending: PendingChanges,
  changes: RecordsDiff<TLRecord>,
  around: Surroundings,
): void {
  for (const record of Object.values(changes.added)) {
    if (isShared(record)) pending.set(record.id, { kind: 'create', record: asBoardRecord(record) })
  }
  for (const [from, to] of Object.values(changes.updated)) {
    if (isShared(to)) addFields(pending, to.id, diffFields(asBoardRecord(from), asBoardRecord(to)), around)
  }
  for (const record of Object.values(changes.removed)) {
    if (!isShared(record)) continue
    const neverWritten = pending.get(record.id)?.kind === 'create' && !around.isStored(record.id)
    if (neverWritten) pending.delete(record.id)
    else pending.set(record.id, { kind: 'delete' })
  }
}

function addFields(
  pending: PendingChanges,
  id: string,
  fields: Map<string, unknown>,
  around: Surroundings,
): void {
  const waiting = pending.get(id)
  // The text editor already wrote this text; writing the older JSON again would take back newer keystrokes.
  if (around.isTextBound(id)) fields.delete(TEXT_KEY)
  if (fields.size === 0) return
  switch (waiting?.kind) {
    case 'create':
      waiting.record = applyFields(waiting.record, fields)
      return
    case 'update':
      for (const [key, value] of fields) waiting.fields.set(key, value)
      return
    case 'delete':
      return
    default:
      pending.set(id, { kind: 'update', fields })
  }
}

/** The document and its page are the server's to write. */
function isShared(record: TLRecord): boolean {
  return record.typeName !== 'document' && record.typeName !== 'page'
}
