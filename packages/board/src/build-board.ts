import * as Y from 'yjs'
import { encodeRecord } from './codec.ts'
import { boardRoot, metaRoot } from './layout.ts'
import { METHOD_KEY, type Method } from './method.ts'
import { type BoardRecord, DOCUMENT_ID, PAGE_ID } from './record.ts'
import { boardSchema } from './schema.ts'

/** tldraw's default distance of the grid, in board units. */
const GRID_SIZE = 10

const DOCUMENT_RECORD: BoardRecord = {
  id: DOCUMENT_ID,
  typeName: 'document',
  gridSize: GRID_SIZE,
  name: '',
  meta: {},
}
const PAGE_RECORD: BoardRecord = { id: PAGE_ID, typeName: 'page', name: 'Board', index: 'a1', meta: {} }

/** Builds the document that a new board starts from: the given records on its only page, and what it was made from. */
export function buildBoardDoc(
  records: readonly BoardRecord[],
  meta: { template: string; version: string; method?: Method },
): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => {
    const root = boardRoot(doc)
    for (const record of [DOCUMENT_RECORD, PAGE_RECORD, ...records]) root.set(record.id, encodeRecord(record))
    const facts = metaRoot(doc)
    facts.set('schema', boardSchema().serialize())
    facts.set('template', meta.template)
    facts.set('version', meta.version)
    if (meta.method) facts.set(METHOD_KEY, meta.method)
  })
  return doc
}
