// @vitest-environment jsdom
import { type BoardAuthor, type BoardRecord, plainToRichText } from '@tablee/board'
import { noteRecord, zoneRecord } from '@tablee/board/testing'
import type { TLNoteShape, TLShapeId } from 'tldraw'
import { afterEach, expect, test } from 'vitest'
import { type BoardEditor, openEditor } from './testing/board-editor.ts'

const ANA: BoardAuthor = { actorId: 'ana', role: 'writer' }
const COACH: BoardAuthor = { actorId: 'coach', role: 'coach' }

// The brand of ids exists in types only.
const ZONE_A = 'shape:zone-a' as TLShapeId
const OWN = 'shape:own' as TLShapeId
const FOREIGN = 'shape:foreign' as TLShapeId

const ARROW_END = { terminal: 'end', normalizedAnchor: { x: 0.5, y: 0.5 }, isExact: false, isPrecise: false }

let open: BoardEditor | undefined
afterEach(() => {
  open?.close()
  open = undefined
})

function mount(author: BoardAuthor): BoardEditor {
  open = openEditor(author, [
    zone('a', 0),
    zone('b', 1000),
    note('own', 'ana', 100),
    note('foreign', 'bilal', 400),
  ])
  return open
}

function noteAt(editor: BoardEditor['editor'], id: TLShapeId): TLNoteShape {
  const shape = editor.getShape<TLNoteShape>(id)
  if (!shape) throw new Error('no such note')
  return shape
}

test('a writer cannot move, unlock or delete furniture, even past the lock', () => {
  const { editor } = mount(ANA)
  const before = editor.getShape(ZONE_A)
  editor.run(
    () => {
      editor.updateShape({ id: ZONE_A, type: 'zone', x: 500, isLocked: false })
      editor.deleteShape(ZONE_A)
    },
    { ignoreShapeLock: true },
  )
  expect(editor.getShape(ZONE_A)).toEqual(before)
})

test('a writer cannot select furniture', () => {
  const { editor } = mount(ANA)
  editor.select(ZONE_A, OWN)
  expect(editor.getSelectedShapeIds()).toEqual([OWN])
})

test('a coach moves furniture', () => {
  const { editor } = mount(COACH)
  editor.run(() => editor.updateShape({ id: ZONE_A, type: 'zone', x: 500 }), { ignoreShapeLock: true })
  expect(editor.getShape(ZONE_A)?.x).toBe(500)
})

test('a writer moves and deletes her own note', () => {
  const { editor, refused } = mount(ANA)
  editor.select(OWN)
  editor.updateShape({ id: OWN, type: 'note', x: 7 })
  expect(editor.getShape(OWN)?.x).toBe(7)
  editor.deleteShapes([OWN])
  expect(editor.getShape(OWN)).toBeUndefined()
  expect(refused).toEqual([])
})

test('a writer cannot move or delete a colleague’s note, and is told why', () => {
  const { editor, refused } = mount(ANA)
  editor.select(FOREIGN)
  editor.updateShape({ id: FOREIGN, type: 'note', x: 7 })
  editor.deleteShapes([FOREIGN])
  expect(editor.getShape(FOREIGN)?.x).toBe(400)
  expect(refused).toEqual(['not_yours', 'not_yours'])
})

test('a colleague’s note keeps this person’s arrow when its deletion is refused', () => {
  const { editor } = mount(ANA)
  const arrow = 'shape:arrow' as TLShapeId
  editor.createShape({ id: arrow, type: 'arrow', x: 0, y: 0 })
  editor.createBinding({ type: 'arrow', fromId: arrow, toId: FOREIGN, props: ARROW_END })
  editor.deleteShapes([FOREIGN])
  expect(editor.getBindingsFromShape(arrow, 'arrow')).toHaveLength(1)
})

test('a writer types in a colleague’s note', () => {
  const { editor, refused } = mount(ANA)
  editor.select(FOREIGN)
  const richText = plainToRichText('à deux')
  editor.updateShape<TLNoteShape>({ id: FOREIGN, type: 'note', props: { richText } })
  expect(noteAt(editor, FOREIGN).props.richText).toEqual(richText)
  expect(refused).toEqual([])
})

test('a new note bears its author and its zone, whatever it was copied from', () => {
  const { editor } = mount(ANA)
  const id = 'shape:new' as TLShapeId
  editor.createShape({ id, type: 'note', x: 1100, y: 100, meta: { by: 'bilal', furniture: true, zone: 'a' } })
  expect(editor.getShape(id)?.meta).toEqual({ by: 'ana', zone: 'b' })
})

test('a note that is moved knows its new zone, and undo restores both', () => {
  const { editor } = mount(ANA)
  editor.markHistoryStoppingPoint('move')
  editor.updateShape({ id: OWN, type: 'note', x: 1200 })
  expect(editor.getShape(OWN)?.meta['zone']).toBe('b')
  editor.updateShape({ id: OWN, type: 'note', x: 5000 })
  expect(editor.getShape(OWN)?.meta['zone']).toBeNull()
  editor.undo()
  expect(editor.getShape(OWN)).toMatchObject({ x: 100, meta: { zone: 'a' } })
})

test('a coach’s undo gives a deleted note back to its author', () => {
  const { editor } = mount(COACH)
  editor.markHistoryStoppingPoint('delete')
  editor.deleteShapes([FOREIGN])
  editor.undo()
  expect(editor.getShape(FOREIGN)?.meta['by']).toBe('bilal')
})

test('a note that lets go of a colleague’s arrow may leave, and the arrow stays', () => {
  const { editor } = mount(COACH)
  const arrow = 'shape:arrow' as TLShapeId
  editor.createShape({ id: arrow, type: 'arrow', x: 0, y: 0 })
  editor.createBinding({ type: 'arrow', fromId: arrow, toId: OWN, props: ARROW_END })
  const records = editor.store
    .allRecords()
    .filter(({ typeName }) => typeName === 'shape' || typeName === 'binding')
  open?.close()
  // Records of the editor's store are board records (see `asBoardRecord`).
  open = openEditor(ANA, records as unknown as BoardRecord[])
  open.editor.deleteShapes([OWN])
  expect(open.editor.getShape(OWN)).toBeUndefined()
  expect(open.editor.getShape(arrow)?.meta['by']).toBe('coach')
  expect(open.editor.getBindingsFromShape(arrow, 'arrow')).toEqual([])
})

function zone(zoneId: string, x: number): BoardRecord {
  return zoneRecord(zoneId, { x, y: 100, w: 900, h: 900 }, indexAt(x))
}

function note(name: string, by: string, x: number): BoardRecord {
  const record = noteRecord({ id: `shape:${name}`, by, text: 'texte', x, y: 100, index: indexAt(x) })
  return { ...record, meta: { by, zone: 'a' } }
}

/** A shape further right lies further in front. */
function indexAt(x: number): string {
  return `a${x / 100 + 1 < 10 ? x / 100 + 1 : 'Z'}`
}
