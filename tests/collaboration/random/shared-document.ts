import * as Y from 'yjs'
import type { EditKind } from './steps.ts'

/** Changes leave one of these under a name of their own: with them a document says what it should hold. */
type Mark = { lists: string } | { strikes: string } | { other: true }

/** Larger than a slow reader's whole queue may be, in characters. */
const LARGE_TEXT = 6_000
/** Longest stretch of text that one change removes. */
const ERASED_MAX = 9

/** What the server writes over a change in the forbidden corner, and over the break of a record. */
const TAKEN_BACK = 'taken back'
const MENDED = 'mended'

/** What people write in: nested records, a text, a list, and a corner where the server lets nobody write. */
export interface SharedDocument {
  readonly marks: Y.Map<Mark>
  readonly list: Y.Array<string>
  readonly text: Y.Text
  readonly records: Y.Map<Y.Map<unknown>>
  readonly forbidden: Y.Map<unknown>
}

/** The root types of the document. */
export const ROOTS = ['marks', 'list', 'text', 'records', 'forbidden'] as const

/** The parts of a document. */
export function sharedDocument(doc: Y.Doc): SharedDocument {
  return {
    marks: doc.getMap('marks'),
    list: doc.getArray('list'),
    text: doc.getText('text'),
    records: doc.getMap('records'),
    forbidden: doc.getMap('forbidden'),
  }
}

/** Makes one change under this name, in one transaction with its mark. @returns whether it left one */
export function makeEdit(doc: Y.Doc, kind: EditKind, at: number, name: string): boolean {
  const shared = sharedDocument(doc)
  return doc.transact(() => {
    const mark = change(shared, kind, at / 1000, name)
    if (mark !== null) shared.marks.set(name, mark)
    return mark !== null
  })
}

function change(shared: SharedDocument, kind: EditKind, at: number, name: string): Mark | null {
  const { list, text, records, forbidden } = shared
  const place = (length: number) => Math.floor(at * length)
  const keys = [...records.keys()]
  const key = keys[place(keys.length)]
  const record = key === undefined ? undefined : records.get(key)
  switch (kind) {
    case 'lists':
      list.insert(place(list.length + 1), [name])
      return { lists: name }
    case 'strikes': {
      const struck = list.length === 0 ? undefined : list.get(place(list.length))
      if (struck === undefined) break
      list.delete(place(list.length))
      return { strikes: struck }
    }
    case 'types':
      text.insert(place(text.length + 1), `‹${name}›`)
      break
    case 'erases':
      erase(text, place(text.length))
      break
    case 'erases without a trace':
      // A state vector does not show a deletion that comes alone.
      erase(text, place(text.length))
      return null
    case 'adds a record': {
      const added = new Y.Map<unknown>()
      added.set('label', name)
      added.set('note', new Y.Text(name))
      records.set(name, added)
      break
    }
    case 'sets a field':
      record?.set(`field ${place(3)}`, name)
      break
    case 'writes in a record': {
      const note = record?.get('note')
      if (note instanceof Y.Text) note.insert(place(note.length + 1), name)
      break
    }
    case 'removes a record':
      if (key !== undefined) records.delete(key)
      break
    case 'breaks a record':
      record?.set('broken', name)
      break
    case 'writes where nobody may':
      forbidden.set(`key ${place(3)}`, name)
      break
    case 'writes a lot':
      record?.set('large', name.padEnd(LARGE_TEXT, '.'))
      break
  }
  return { other: true }
}

function erase(text: Y.Text, from: number): void {
  text.delete(from, Math.min(ERASED_MAX, text.length - from))
}

/** What is wrong with a document by its own marks; null when it is whole. */
export function inconsistency(doc: Y.Doc): string | null {
  const { marks, list, records, forbidden } = sharedDocument(doc)
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
    return 'holds changes that build on missing ones'
  const struck = new Set([...marks.values()].flatMap((mark) => ('strikes' in mark ? [mark.strikes] : [])))
  const listed = [...marks.values()].flatMap((mark) => ('lists' in mark ? [mark.lists] : []))
  const expected = listed.filter((name) => !struck.has(name)).sort()
  const entries = [...list.toArray()].sort()
  const doubled = entries.find((name, index) => entries[index - 1] === name)
  if (doubled !== undefined) return `lists ${doubled} twice`
  const missing = expected.find((name) => !entries.includes(name))
  if (missing !== undefined) return `lacks ${missing} in the list`
  const risen = entries.find((name) => !expected.includes(name))
  if (risen !== undefined) return `lists ${risen}, which was struck`
  if ([...forbidden.values()].some((value) => value !== TAKEN_BACK)) return 'holds what nobody may write'
  if ([...records.values()].some((record) => isBroken(record))) return 'holds a broken record'
  return null
}

/** Takes back what stands in the forbidden corner under these keys. @returns the keys that did */
export function takeBack({ forbidden }: SharedDocument, keys: readonly string[]): string[] {
  const written = keys.filter((key) => forbidden.has(key) && forbidden.get(key) !== TAKEN_BACK)
  for (const key of written) forbidden.set(key, TAKEN_BACK)
  return written
}

/** Mends broken records. @returns how many there were */
export function mend({ records }: SharedDocument): number {
  const broken = [...records.values()].filter((record) => isBroken(record))
  for (const record of broken) record.set('broken', MENDED)
  return broken.length
}

function isBroken(record: Y.Map<unknown>): boolean {
  return record.has('broken') && record.get('broken') !== MENDED
}

/** Everything in a document, comparable as text. */
export function contentOf(doc: Y.Doc): string {
  const shared = sharedDocument(doc)
  return JSON.stringify(sorted(Object.fromEntries(ROOTS.map((root) => [root, shared[root].toJSON()]))))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]))
}
