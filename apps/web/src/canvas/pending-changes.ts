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

/**
 * The same, each after what it needs: what lies in a frame or group after that, bindings after all shapes. tldraw adds a
 * copy's children before their parent, and what an undo brings back in whatever order it had gone; the server judges a
 * large change in parts, in the order in which it was written.
 */
export function inOrderOfNeed(pending: PendingChanges): PendingChanges {
  if (pending.size === 1) return pending
  const ordered: PendingChanges = new Map()
  for (const rank of RANKS) {
    for (const [id, change] of pending) {
      if (rankOf(change) !== rank) continue
      for (const [each, needed] of chainTo(id, change, pending)) ordered.set(each, needed)
    }
  }
  return ordered
}

/** A change, after those that make what it lies in. Records that lie in each other come to an end as well. */
function chainTo(id: string, change: PendingChange, pending: PendingChanges): PendingChanges {
  const chain: [string, PendingChange][] = [[id, change]]
  let [inner] = chain
  while (inner?.[1].kind === 'create') {
    const parentId = String(inner[1].record['parentId'])
    const parent = pending.get(parentId)
    if (parent?.kind !== 'create' || chain.some(([known]) => known === parentId)) break
    inner = [parentId, parent]
    chain.push(inner)
  }
  return new Map(chain.reverse())
}

/** Pictures and shapes that are new, what changes, bindings, what goes. */
const RANKS = [0, 1, 2, 3] as const

function rankOf(change: PendingChange): (typeof RANKS)[number] {
  if (change.kind === 'delete') return 3
  if (change.kind === 'update') return 1
  return change.record.typeName === 'binding' ? 2 : 0
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
