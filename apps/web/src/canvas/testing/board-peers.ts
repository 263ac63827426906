import {
  type BoardRecord,
  boardRoot,
  buildBoardDoc,
  createBoardSchema,
  decodeRecord,
  type Method,
} from '@tablee/board'
import type { Writer } from '@tablee/board/edit'
import { noteRecord } from '@tablee/board/testing'
import {
  createShapeId,
  createTLStore,
  type TLNoteShape,
  type TLRecord,
  type TLShapeId,
  type TLStore,
} from 'tldraw'
import * as Y from 'yjs'
import { bindStore, type StoreBinding } from '../bind-store.ts'
import { recordId } from '../board-record.ts'
import { writeText } from '../collaborative-text.ts'
import { keepBoardCells } from '../keep-board-cells.ts'

/** One person's store and document on a shared board. */
export interface BoardPeer {
  store: TLStore
  doc: Y.Doc
  binding: StoreBinding
  /** Updates of this peer that the others have not got yet. */
  outbox: Uint8Array[]
  /** Shapes whose text was replaced while a text editor held it. */
  replacedTexts: string[]
}

/** Opens a new board for so many people; nothing travels between them before `exchange`. */
export function openPeers(
  count: number,
  { records = [], method }: { records?: readonly BoardRecord[]; method?: Method } = {},
): BoardPeer[] {
  const made = { template: 'test', version: '1', ...(method && { method }) }
  const seed = Y.encodeStateAsUpdate(buildBoardDoc(records, made))
  return Array.from({ length: count }, () => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, seed)
    const store = createTLStore({ schema: createBoardSchema() })
    const replacedTexts: string[] = []
    const onTextReplaced = (id: string) => void replacedTexts.push(id)
    const writer: Writer = { doc, by: 'someone', role: 'writer' }
    const binding = bindStore({ store, doc, writeText, onTextReplaced, beside: writer })
    keepBoardCells({ store, binding, writer })
    const peer: BoardPeer = { store, doc, binding, outbox: [], replacedTexts }
    doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      if (transaction.local) peer.outbox.push(update)
    })
    return peer
  })
}

/** Delivers what each peer wrote to all others. */
export function exchange(peers: readonly BoardPeer[]): void {
  for (const peer of peers) peer.binding.flush()
  const mail = peers.map((peer) => peer.outbox.splice(0))
  for (const [from, updates] of mail.entries()) {
    for (const [to, peer] of peers.entries()) {
      if (from !== to) for (const update of updates) Y.applyUpdate(peer.doc, update, 'network')
    }
  }
}

/** Puts a note on a peer's board. */
export function addNote(store: TLStore, name: string, place: { x: number; y: number }, text = ''): TLShapeId {
  const id = createShapeId(name)
  const record = noteRecord({ id, by: 'someone', text, ...place })
  // A board record is what the editor's store holds; only the brands of its ids and indices are missing.
  const note = { ...record, meta: { by: 'someone', zone: null } } as unknown as TLNoteShape
  store.put([note])
  return id
}

/** Reads a note of a peer's store. */
export function noteOf(store: TLStore, id: TLShapeId): TLNoteShape {
  const record = store.get(id)
  if (record?.typeName !== 'shape' || record.type !== 'note') throw new Error('no such note')
  // `type` decides the shape's form.
  return record as TLNoteShape
}

/** The document's records as a store holds them, by id. */
export function storedRecords(store: TLStore): Map<string, TLRecord> {
  const records = store.allRecords().filter((record) => store.scopedTypes.document.has(record.typeName))
  return new Map(records.sort((a, b) => (a.id < b.id ? -1 : 1)).map((record) => [record.id, record]))
}

/** The records that a document holds, by id. */
export function documentRecords(doc: Y.Doc): Map<string, unknown> {
  const records = [...boardRoot(doc).entries()].map(([id, map]) => [id, decodeRecord(map)] as const)
  return new Map(records.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Moves a shape as its person's hand would. */
export function move(store: TLStore, id: TLShapeId, x: number): void {
  store.update(recordId(id), (record) => ({ ...record, x }) as TLRecord)
}
