import {
  authorOf,
  type BoardRecord,
  boardRoot,
  CURTAINS_KEY,
  META_ROOT,
  metaRoot,
  TEXT_KEY,
} from '@tablee/board'
import * as Y from 'yjs'
import { type Evidence, meetPerson, type NoteEvidence, type StoredField } from '../evidence.ts'
import { fieldsOf, isNote, noteOf } from './read-records.ts'

/** Key of a record as it was made, in its Y.Map. */
const BASE_KEY = 'b'
/** Parts of a record that other keys of its Y.Map stand for. */
const PARTS: Readonly<Record<string, string>> = { m: 'meta.', p: 'props.', f: '' }
/** More operations of one client than any update holds: an update's number comes before it. */
const CLOCK_SPACE = 2 ** 32
const PREPARED = 'prepared'

/**
 * Reads a board's document with its whole history: who made which letter, what stood where before, and in which order
 * notes came. What was deleted is read as far as it is still stored.
 * @throws {Error} when the bytes are no Yjs updates
 */
export function readUpdates(
  evidence: Evidence,
  source: string,
  updates: readonly Uint8Array[],
  serverClients: readonly number[] = [],
): void {
  const doc = new Y.Doc({ gc: false })
  boardRoot(doc)
  metaRoot(doc)
  for (const update of updates) Y.applyUpdate(doc, update)
  const items = [...doc.store.clients.values()].flat().filter((struct) => struct instanceof Y.Item)
  const pieces = items.flatMap((item) => pieceOf(doc, item))
  for (const client of serverClients) evidence.serverClients.add(client)
  // only the server writes facts (rule B2)
  for (const { root, item } of pieces) if (root === META_ROOT) evidence.serverClients.add(item.id.client)
  for (const piece of pieces) if (piece.root === META_ROOT) readCurtains(evidence, piece)
  const ranges = updates.map((update) => Y.parseUpdateMeta(update))
  const placeOf = ({ client, clock }: Y.ID) => {
    const at = ranges.findIndex(
      ({ from, to }) => clock >= (from.get(client) ?? 0) && clock < (to.get(client) ?? 0),
    )
    return at * CLOCK_SPACE + clock
  }
  const byRecord = new Map<string, Piece[]>()
  for (const piece of pieces)
    if (piece.root !== META_ROOT)
      byRecord.set(piece.recordId, [...(byRecord.get(piece.recordId) ?? []), piece])
  for (const own of byRecord.values()) {
    const note = readNote(evidence, source, own, placeOf)
    if (note) evidence.notes.push(note)
  }
  doc.destroy()
}

/** One operation, and where it stands: in which record, under which key of its Y.Map. */
interface Piece {
  root: string
  recordId: string
  /** Null for the record's own entry. */
  key: string | null
  item: Y.Item
}

function pieceOf(doc: Y.Doc, item: Y.Item): Piece[] {
  const keys: (string | null)[] = []
  let at: Y.Item = item
  for (;;) {
    keys.unshift(at.parentSub)
    const { parent } = at
    // an operation whose surroundings are not there any more
    if (!(parent instanceof Y.AbstractType)) return []
    if (parent._item === null) {
      const root = [...doc.share].find(([, type]) => type === parent)?.[0]
      const [recordId, ...inside] = keys
      if (root === undefined || recordId === undefined || recordId === null) return []
      return [{ root, recordId, key: inside[0] ?? null, item }]
    }
    at = parent._item
  }
}

function readCurtains(evidence: Evidence, { recordId: key, item }: Piece): void {
  if (key !== CURTAINS_KEY || !(item.content instanceof Y.ContentAny)) return
  for (const value of item.content.arr)
    for (const [zoneId, curtain] of Object.entries(value ?? {}))
      if (
        typeof curtain === 'object' &&
        curtain !== null &&
        'anonymous' in curtain &&
        curtain.anonymous === true
      )
        evidence.anonymousZones.add(zoneId)
}

function readNote(
  evidence: Evidence,
  source: string,
  pieces: readonly Piece[],
  placeOf: (id: Y.ID) => number,
): NoteEvidence | null {
  const entry = pieces.find(({ key, item }) => key === null && item.left === null)
  const base = pieces.flatMap(({ key, item }) => (key === BASE_KEY ? jsonOf(item) : []))[0]
  if (!entry || !isRecord(base) || !isNote(base)) return null
  const madeBy = entry.item.id.client
  const signedBy = authorOf(base)
  if (signedBy !== null && signedBy !== PREPARED && !evidence.serverClients.has(madeBy))
    meetPerson(evidence, { ids: [signedBy], clients: [madeBy] })
  const letters = pieces.filter(
    ({ key, item }) =>
      key === TEXT_KEY &&
      (item.content instanceof Y.ContentString || item.content instanceof Y.ContentDeleted),
  )
  return {
    ...noteOf(base, source),
    text: letters
      .filter(({ item }) => !item.deleted)
      .map(({ item }) => (item.content instanceof Y.ContentString ? item.content.str : ''))
      .join(''),
    fields: pieces.flatMap(storedFields),
    signedBy,
    madeBy,
    wordsBy: [...new Set(letters.map(({ item }) => item.id.client))],
    place: placeOf(entry.item.id),
  }
}

function storedFields({ key, item }: Piece): StoredField[] {
  if (key === null || key === TEXT_KEY) return []
  const [part = '', ...name] = key.split('.')
  const path = key === BASE_KEY ? '' : `${PARTS[part] ?? ''}${name.join('.') || key}`
  // the record's own id, and where it lies, are no traces of a person
  return jsonOf(item).flatMap((value) => fieldsOf(value, item.deleted, path))
}

function jsonOf(item: Y.Item): unknown[] {
  return item.content instanceof Y.ContentAny ? item.content.arr : []
}

function isRecord(value: unknown): value is BoardRecord {
  return typeof value === 'object' && value !== null && 'id' in value && 'typeName' in value
}
