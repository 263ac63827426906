// @vitest-environment jsdom
import { type BoardAuthor, type BoardRecord, boardDateScale, dateX } from '@tablee/board'
import { noteRecord, zoneRecord } from '@tablee/board/testing'
import type { TLNoteShape, TLShapeId } from 'tldraw'
import { afterEach, expect, test } from 'vitest'
import { type BoardEditor, openEditor } from './testing/board-editor.ts'
import { tableMethod } from './testing/table-method.ts'

const ANA: BoardAuthor = { actorId: 'ana', role: 'writer' }
// The brand of ids exists in types only.
const NOTE = 'shape:note' as TLShapeId
const WIDTH = 3000

let open: BoardEditor | undefined
afterEach(() => {
  open?.close()
  open = undefined
})

function mount(): BoardEditor {
  const note: BoardRecord = noteRecord({ id: NOTE, by: 'ana', text: 'Lancement', x: 100, y: 300 })
  open = openEditor(
    ANA,
    [
      zoneRecord('road', { x: 0, y: 0, w: WIDTH, h: 1000 }),
      { ...note, meta: { ...note.meta, zone: 'road' } },
    ],
    tableMethod(),
  )
  return open
}

function xOf({ meaning }: BoardEditor, date: string): number {
  const content = meaning.content('fr')
  if (!content) throw new Error('no content')
  return dateX(boardDateScale(content, meaning.today), WIDTH, date) - 100
}

function nextMonths(months: number): string {
  const date = new Date()
  date.setDate(1)
  date.setMonth(date.getMonth() + months)
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`
}

const noteOn = ({ editor }: BoardEditor) => editor.getShape<TLNoteShape>(NOTE)

test('a note that is dragged along the axis gets the month of its new place', () => {
  const board = mount()
  const month = nextMonths(7)
  board.editor.updateShape({ id: NOTE, type: 'note', x: xOf(board, month) })
  expect(noteOn(board)?.meta['c_when']).toBe(month)
})

test('a note whose date is changed moves to its month', () => {
  const board = mount()
  const month = nextMonths(-5)
  const note = noteOn(board)
  board.editor.updateShape({ id: NOTE, type: 'note', meta: { ...note?.meta, c_when: month } })
  expect(noteOn(board)?.x).toBeCloseTo(xOf(board, month), 0)
  expect(noteOn(board)?.meta['c_when']).toBe(month)
})

test('a day stays as precise as it was while the note stays in its month', () => {
  const board = mount()
  const month = nextMonths(3)
  board.editor.updateShape({
    id: NOTE,
    type: 'note',
    meta: { ...noteOn(board)?.meta, c_when: `${month}-15` },
  })
  board.editor.updateShape({ id: NOTE, type: 'note', x: xOf(board, month) + 4 })
  expect(noteOn(board)?.meta['c_when']).toBe(`${month}-15`)
})

test('words in a date cell move nothing', () => {
  const board = mount()
  board.editor.updateShape({ id: NOTE, type: 'note', meta: { ...noteOn(board)?.meta, c_when: 'bientôt' } })
  expect(noteOn(board)?.x).toBe(100)
})
