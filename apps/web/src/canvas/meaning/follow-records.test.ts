// @vitest-environment jsdom
import { type BoardAuthor, richTextToPlain } from '@tablee/board'
import { noteRecord, zoneRecord } from '@tablee/board/testing'
import { createShapeId, type TLShapeId, toRichText } from 'tldraw'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type BoardEditor, openEditor } from '../testing/board-editor.ts'
import { followRecords } from './follow-records.ts'

const ANA: BoardAuthor = { actorId: 'ana', role: 'writer' }
// The brand of ids exists in types only.
const NOTE = 'shape:note' as TLShapeId
const FRAME_MS = 16

let open: BoardEditor
let followed: ReturnType<typeof followRecords>
let told = 0

beforeEach(() => {
  vi.useFakeTimers()
  told = 0
  const note = noteRecord({ id: NOTE, by: 'ana', text: 'Lancement', x: 100, y: 300 })
  open = openEditor(ANA, [
    zoneRecord('road', { x: 0, y: 0, w: 3000, h: 1000 }),
    { ...note, meta: { ...note.meta, zone: 'road' } },
  ])
  followed = followRecords(open.editor.store, () => {
    told += 1
  })
})
afterEach(() => {
  followed.stop()
  open.close()
  vi.useRealTimers()
})

function moveFor(ms: number): void {
  for (let passed = 0; passed < ms; passed += FRAME_MS) {
    open.editor.updateShape({ id: NOTE, type: 'note', x: 100 + passed / FRAME_MS })
    vi.advanceTimersByTime(FRAME_MS)
  }
}

test('what is moved is read once it rests, not while a hand is on it', () => {
  moveFor(1000)
  expect(told).toBe(0)
  vi.advanceTimersByTime(200)
  expect(told).toBe(1)
  expect(followed.records.get(NOTE)).toMatchObject({ x: open.editor.getShape(NOTE)?.x })
})

test('that what moves lies in another zone meanwhile is read with it', () => {
  moveFor(100)
  const meta = { ...open.editor.getShape(NOTE)?.meta, zone: null }
  open.editor.updateShape({ id: NOTE, type: 'note', meta })
  moveFor(400)
  expect(told).toBe(0)
  vi.advanceTimersByTime(200)
  expect(told).toBe(1)
})

test('a board on which something always moves is read every two seconds', () => {
  moveFor(6200)
  expect(told).toBe(3)
})

test('what is written, comes or goes is read within a fifth of a second, also while something moves', () => {
  open.editor.updateShape({ id: NOTE, type: 'note', props: { richText: toRichText('Essai') } })
  vi.advanceTimersByTime(1)
  expect(told).toBe(1)
  const text = followed.records.get(NOTE)?.props?.['richText']
  expect(richTextToPlain(text)).toBe('Essai')
  const other = createShapeId()
  open.editor.createShape({ id: other, type: 'note' })
  moveFor(200)
  expect(told).toBe(2)
  expect(followed.records.has(other)).toBe(true)
  open.editor.deleteShape(other)
  vi.advanceTimersByTime(200)
  expect(told).toBe(3)
  expect(followed.records.has(other)).toBe(false)
})
