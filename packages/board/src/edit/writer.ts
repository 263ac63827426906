import * as Y from 'yjs'
import { decodeRecord } from '../codec.ts'
import { boardRoot, type RecordMap } from '../layout.ts'
import { authorOf, type BoardRecord, isFurniture } from '../record.ts'
import type { BoardRole } from '../rules/refusal.ts'

/** Who writes on a board's document without the canvas. It is the origin of its transactions, so that an undo finds them. */
export interface Writer {
  readonly doc: Y.Doc
  /** The actor that new things belong to; null for what the server makes. */
  readonly by: string | null
  readonly role: BoardRole
  /** The records as they stand, where somebody keeps them decoded; read from the document when left out. */
  readonly records?: () => ReadonlyMap<string, BoardRecord>
}

/** The records of a document, decoded. */
export function decodeBoard(doc: Y.Doc): Map<string, BoardRecord> {
  const records = new Map<string, BoardRecord>()
  boardRoot(doc).forEach((map, id) => {
    const record = map instanceof Y.Map ? decodeRecord(map) : null
    if (record) records.set(id, record)
  })
  return records
}

/** The records that a writer sees. */
export function recordsOf(writer: Writer): ReadonlyMap<string, BoardRecord> {
  return writer.records?.() ?? decodeBoard(writer.doc)
}

/** The Y.Map of a record; null when it is not on the board. */
export function mapOf(writer: Writer, id: string): RecordMap | null {
  const map = boardRoot(writer.doc).get(id)
  return map instanceof Y.Map ? map : null
}

/** Runs one change of the document as this writer's own. */
export function write<T>(writer: Writer, change: () => T): T {
  return writer.doc.transact(change, writer)
}

/** Whether a writer may move or delete a record: the rule that the server holds to. */
export function mayMove(writer: Writer, record: BoardRecord): boolean {
  if (writer.role === 'viewer') return false
  if (writer.role === 'coach') return true
  return !isFurniture(record) && authorOf(record) === writer.by
}

const ID_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-'
/** 126 bits, as tldraw's own ids. */
const ID_LENGTH = 21

/** An id for a new record. `randomUUID` needs a secure origin, and boards are also opened by an address in a local network. */
export function newId(kind: 'shape' | 'binding'): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_LENGTH))
  return `${kind}:${Array.from(bytes, (byte) => ID_LETTERS[byte % ID_LETTERS.length]).join('')}`
}
