// @vitest-environment jsdom
import { type BoardAuthor, type BoardRecord, findZone, richTextToPlain } from '@tablee/board'
import { noteRecord, zoneRecord } from '@tablee/board/testing'
import type { TLNoteShape, TLShapeId } from 'tldraw'
import { afterEach, expect, test } from 'vitest'
import { type BoardEditor, openEditor } from '../testing/board-editor.ts'
import { tableMethod } from '../testing/table-method.ts'
import { writeCell } from './write-cell.ts'

const ANA: BoardAuthor = { actorId: 'ana', role: 'writer' }
// The brand of ids exists in types only.
const NOTE = 'shape:note' as TLShapeId
const method = tableMethod()

let open: BoardEditor | undefined
afterEach(() => {
  open?.close()
  open = undefined
})

function mount(by: string, text: string): BoardEditor {
  const note: BoardRecord = noteRecord({ id: NOTE, by, text, x: 100, y: 300 })
  open = openEditor(
    ANA,
    [
      zoneRecord('needs', { x: 0, y: 0, w: 1200, h: 1000 }),
      { ...note, meta: { ...note.meta, zone: 'needs' } },
    ],
    method,
  )
  return open
}

function write({ editor }: BoardEditor, columnId: string, value: string | number | null): void {
  const zone = findZone(method, 'needs')
  const column = zone?.options.cols?.find(({ id }) => id === columnId)
  if (!zone || !column) throw new Error(columnId)
  writeCell(editor, { noteId: NOTE, zone, column }, value, { method })
}

function noteOn({ editor }: BoardEditor): TLNoteShape {
  const shape = editor.getShape<TLNoteShape>(NOTE)
  if (!shape) throw new Error('no note')
  return shape
}

test('a cell of somebody else’s note is open to every writer; undo takes it back', () => {
  const board = mount('bilal', 'voir le plan')
  write(board, 'who', 'lead')
  expect(noteOn(board).meta).toMatchObject({ by: 'bilal', zone: 'needs', c_who: 'lead' })
  expect(board.refused).toEqual([])
  board.editor.undo()
  expect(noteOn(board).meta['c_who']).toBeUndefined()
})

test('an emptied cell is gone', () => {
  const board = mount('ana', 'voir le plan')
  write(board, 'by', '2027-03')
  write(board, 'by', null)
  expect(Object.keys(noteOn(board).meta)).not.toContain('c_by')
})

test('the first cell of a row that was typed in one go parts it, and loses nothing', () => {
  const board = mount('ana', 'la cheffe | voir le plan | bientôt')
  write(board, 'by', '2027-03')
  const note = noteOn(board)
  expect(board.editor.getShapeUtil(note).getText(note)).toBe('voir le plan')
  expect(note.meta).toMatchObject({ c_who: 'la cheffe', c_by: '2027-03' })
})

test('words that do not fit in a cell stand under the note’s own text, and none is lost', () => {
  const board = mount('ana', 'voir le plan')
  const long = Array.from({ length: 300 }, (_, at) => `mot${at}`).join(' ')
  write(board, 'who', long)
  const { meta, props } = noteOn(board)
  const cell = String(meta['c_who'])
  expect(cell.length).toBeLessThanOrEqual(1_000)
  expect(long.startsWith(cell)).toBe(true)
  expect(richTextToPlain(props.richText)).toBe(`voir le plan\n${long.slice(cell.length).trim()}`)
  expect(board.refused).toEqual([])
  board.editor.undo()
  expect(richTextToPlain(noteOn(board).props.richText)).toBe('voir le plan')
})
