import { applyFields, diffFields, equalValues, TEXT_KEY } from '@tablee/board'
import type { RecordsDiff, TLRecord, TLStore } from 'tldraw'
import { asBoardRecord, parseRecord } from './board-record.ts'

/** A note's text and the two sizes that tldraw measures from it. */
const TEXT_FIELDS = [TEXT_KEY, 'p.growY', 'p.fontSizeAdjustment']

const restoring = new WeakSet<TLStore>()

/** Whether an undo or redo is putting records back right now: they keep their author. */
export function isRestoring(store: TLStore): boolean {
  return restoring.has(store)
}

/**
 * Makes undo and redo take back only this person's own fields: tldraw puts back whole records, which would revert a
 * colleague's colour with one's own move and resurrect what somebody else deleted. Returns its undo.
 */
export function undoOwnFieldsOnly(store: TLStore, isTextShared: (id: string) => boolean): () => void {
  const applyDiff = store.applyDiff
  store.applyDiff = (diff, options) => {
    restoring.add(store)
    try {
      applyDiff.call(store, ownPart(store, diff, isTextShared), options)
    } finally {
      restoring.delete(store)
    }
  }
  return () => {
    store.applyDiff = applyDiff
  }
}

function ownPart(
  store: TLStore,
  diff: RecordsDiff<TLRecord>,
  isTextShared: (id: string) => boolean,
): RecordsDiff<TLRecord> {
  const part: RecordsDiff<TLRecord> = { added: {}, updated: {}, removed: {} }
  for (const record of Object.values(diff.added)) {
    if (!store.has(record.id)) set(part.added, record.id, record)
  }
  for (const record of Object.values(diff.removed)) {
    if (store.has(record.id)) set(part.removed, record.id, record)
  }
  for (const [from, to] of Object.values(diff.updated)) {
    const current = store.get(to.id)
    if (!current) continue
    const fields = diffFields(asBoardRecord(from), asBoardRecord(to))
    if (fields.has(TEXT_KEY) && (isTextShared(to.id) || !equalValues(textOf(current), textOf(from)))) {
      for (const field of TEXT_FIELDS) fields.delete(field)
    }
    const next = parseRecord(store, applyFields(asBoardRecord(current), fields))
    if (next && fields.size > 0) set(part.updated, to.id, [current, next])
  }
  return part
}

function textOf(record: TLRecord): unknown {
  return asBoardRecord(record).props?.['richText']
}

function set<T>(entries: Record<string, T>, id: string, value: T): void {
  entries[id] = value
}
