import type { BoardRecord } from '@tablee/board'
import type { TLRecord, TLStore } from 'tldraw'

/** Reads a record of the editor as a plain board record. */
export function asBoardRecord(record: TLRecord): BoardRecord {
  // Every tldraw record is a JSON object with `id` and `typeName`; BoardRecord is that same object, read loosely.
  return record as unknown as BoardRecord
}

/** Returns the record as the editor's own type when the store's schema accepts it, otherwise `null`. */
export function parseRecord(store: TLStore, record: BoardRecord): TLRecord | null {
  try {
    // The cast is what the validator checks on this very line: it throws for anything else.
    return store.schema.validateRecord(store, record as unknown as TLRecord, 'updateRecord', null)
  } catch {
    // The server refuses such records; one that arrives all the same must not block the others.
    return null
  }
}

/** The id of a record as the editor's branded type. */
export function recordId(id: string): TLRecord['id'] {
  // The brand exists in types only, and a lookup with an unknown id answers `undefined`.
  return id as TLRecord['id']
}
