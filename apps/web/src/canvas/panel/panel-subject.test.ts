// @vitest-environment jsdom
import type { BoardAuthor, BoardRecord } from '@tablee/board'
import { arrowRecord, bindingRecord, noteRecord, zoneRecord } from '@tablee/board/testing'
import type { TLShapeId } from 'tldraw'
import { afterEach, expect, test } from 'vitest'
import { type BoardEditor, openEditor } from '../testing/board-editor.ts'
import { tableMethod } from '../testing/table-method.ts'
import { isSameSubject, panelSubject } from './panel-subject.ts'

const ANA: BoardAuthor = { actorId: 'ana', role: 'writer' }
// The brand of ids exists in types only.
const id = (name: string) => `shape:${name}` as TLShapeId

let open: BoardEditor | undefined
afterEach(() => {
  open?.close()
  open = undefined
})

const NEEDS = { x: 0, y: 0, w: 1200, h: 1000 }
const FAMILIES = { x: 2000, y: 0, w: 1200, h: 1000 }

function note(name: string, zone: string, x: number): BoardRecord {
  const record = noteRecord({
    id: id(name),
    by: 'ana',
    text: name,
    x,
    y: 300,
    index: `a${name.length}${name}`,
  })
  return { ...record, meta: { ...record.meta, zone } }
}

function mount(records: BoardRecord[]): BoardEditor {
  open = openEditor(
    ANA,
    [zoneRecord('needs', NEEDS), zoneRecord('families', FAMILIES, 'Zy'), ...records],
    tableMethod(),
  )
  return open
}

const subjectOf = ({ editor, meaning }: BoardEditor) => panelSubject(editor, meaning, 'fr')

test('a selected row offers its columns, the main one and votes apart', () => {
  const board = mount([note('a', 'needs', 100)])
  board.editor.select(id('a'))
  const subject = subjectOf(board)
  expect(subject?.kind).toBe('cells')
  expect(subject?.kind === 'cells' && subject.columns.map((column) => column.id)).toEqual([
    'who',
    'by',
    'after',
  ])
})

test('a row that is only moved is the same subject, one whose cell changes is not', () => {
  const board = mount([note('a', 'needs', 100)])
  board.editor.select(id('a'))
  const before = subjectOf(board)
  board.editor.updateShape({ id: id('a'), type: 'note', x: 400 })
  expect(isSameSubject(before, subjectOf(board))).toBe(true)
  const { meta = {} } = board.editor.getShape(id('a')) ?? {}
  board.editor.updateShape({ id: id('a'), type: 'note', meta: { ...meta, c_by: '2027' } })
  expect(isSameSubject(before, subjectOf(board))).toBe(false)
})

test('several notes offer to be grouped where their zone gathers notes, and nowhere else', () => {
  const board = mount([note('a', 'families', 2100), note('bb', 'families', 2400), note('ccc', 'needs', 100)])
  board.editor.select(id('a'), id('bb'))
  expect(subjectOf(board)?.kind).toBe('group')
  board.editor.select(id('a'), id('ccc'))
  expect(subjectOf(board)).toBeNull()
})

test('an arrow asks for its label once both ends hold an item of the right zones', () => {
  const arrow = arrowRecord(id('arrow'), 'ana')
  const ends = [
    bindingRecord('binding:1', id('arrow'), id('a'), 'start'),
    bindingRecord('binding:2', id('arrow'), id('bb'), 'end'),
  ]
  const board = mount([note('a', 'needs', 100), note('bb', 'needs', 400), arrow, ...ends])
  board.editor.select(id('arrow'))
  const subject = subjectOf(board)
  expect(subject?.kind === 'link' && subject.zones.map((zone) => zone.id)).toEqual(['converge'])
  board.editor.deleteBinding(ends[1]?.id as never)
  expect(subjectOf(board)).toBeNull()
})

test('nothing selected, or a note of a zone without columns, offers nothing', () => {
  const board = mount([note('a', 'families', 2100)])
  expect(subjectOf(board)).toBeNull()
  board.editor.select(id('a'))
  expect(subjectOf(board)).toBeNull()
})
