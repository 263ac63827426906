// @vitest-environment jsdom
import { type BoardAuthor, metaRoot } from '@tablee/board'
import { SCRIPT_KEY, type ScriptStep, STEPS_KEY } from '@tablee/board/script'
import { noteRecord, zoneRecord } from '@tablee/board/testing'
import type { TLShapeId } from 'tldraw'
import { afterEach, expect, test } from 'vitest'
import { writeNoteAtPointer } from '../note-gestures.ts'
import { type BoardEditor, openEditor } from '../testing/board-editor.ts'
import { keepToStep } from './keep-to-step.ts'
import { stepGate } from './step-gate.ts'

const ANA: BoardAuthor = { actorId: 'ana', role: 'writer' }
const LEAD: BoardAuthor = { actorId: 'ana', role: 'writer', leads: true }
// The brand of ids exists in types only.
const OWN = 'shape:own' as TLShapeId

const words = (text: string) => ({ fr: text, nl: text, en: text })
const VOTE: ScriptStep = {
  id: 'vote',
  title: words('Vote'),
  instruction: words(''),
  minutes: 5,
  mode: 'vote',
  zones: [],
  may: { write: false, moveOwn: false, vote: true, comment: true },
  hidesCursors: true,
  anonymous: false,
}

let open: BoardEditor | undefined
let stop: (() => void) | undefined
afterEach(() => {
  stop?.()
  open?.close()
  stop = undefined
  open = undefined
})

/** A board with Ana's note in a zone, whose script stands at this step. */
function mount(author: BoardAuthor, step: ScriptStep | null) {
  const note = noteRecord({ id: OWN, by: 'ana', text: 'texte', x: 100, y: 100 })
  open = openEditor(author, [
    zoneRecord('a', { x: 0, y: 0, w: 900, h: 900 }),
    { ...note, meta: { by: 'ana', zone: 'a' } },
  ])
  const facts = metaRoot(open.doc)
  const start = (at: ScriptStep) =>
    open?.doc.transact(() => {
      facts.set(STEPS_KEY, [at])
      facts.set(SCRIPT_KEY, {
        phase: 'running',
        revision: 1,
        startedAtMs: 1,
        began: [{ stepId: at.id, atMs: 1 }],
        recent: [],
        stepId: at.id,
        beganAtMs: 1,
        clock: { kind: 'running', endsAtMs: 300_001 },
      })
    })
  if (step) start(step)
  const { editor, meaning, refused } = open
  const gate = stepGate(meaning, author)
  const onRefused = (code: string) => void refused.push(code)
  stop = keepToStep(editor, { gate, onRefused })
  const writing = { gate, onRefused, writePrivately: () => undefined }
  return { editor, refused, start, writeAtPointer: () => writeNoteAtPointer(editor, writing) }
}

test('W1 W2 in a vote her own note keeps its place, its words and itself, and she is told why', () => {
  const { editor, refused, writeAtPointer } = mount(ANA, VOTE)
  editor.select(OWN)
  editor.updateShape({ id: OWN, type: 'note', x: 500 })
  editor.deleteShapes([OWN])
  expect(editor.getShape(OWN)).toMatchObject({ x: 100, y: 100 })
  expect(refused).toEqual(['step_no_moving', 'step_no_writing'])
  editor.setEditingShape(OWN)
  expect(editor.getEditingShapeId()).toBeNull()
  const shapes = editor.getCurrentPageShapeIds().size
  writeAtPointer()
  expect(editor.getCurrentPageShapeIds().size).toBe(shapes)
  expect(refused.at(-1)).toBe('step_no_writing')
})

test('a click on the words of her selected note ends nowhere but in a reason', () => {
  const { editor, refused } = mount(ANA, VOTE)
  editor.select(OWN)
  editor.setEditingShape(OWN)
  editor.setCurrentTool('select.editing_shape')
  expect(editor.getPath()).toBe('select.idle')
  expect(refused).toEqual(['step_no_writing'])
})

test('W3 only the zones of the step take a note', () => {
  const { editor, refused, writeAtPointer, start } = mount(ANA, {
    ...VOTE,
    zones: ['elsewhere'],
    may: { write: true, moveOwn: true, vote: true, comment: true },
  })
  editor.inputs.currentPagePoint.set(300, 300)
  writeAtPointer()
  expect(refused).toEqual(['step_zone_closed'])
  start({ ...VOTE, zones: ['a'], may: { write: true, moveOwn: true, vote: true, comment: true } })
  writeAtPointer()
  expect(refused).toEqual(['step_zone_closed'])
  expect(editor.getEditingShapeId()).not.toBeNull()
})

test('W5 who types when the vote begins goes on typing', () => {
  const { editor, start } = mount(ANA, null)
  editor.select(OWN)
  editor.setEditingShape(OWN)
  editor.setCurrentTool('select.editing_shape')
  start(VOTE)
  expect(editor.getEditingShapeId()).toBe(OWN)
  expect(editor.getPath()).toBe('select.editing_shape')
})

test('W7 what who leads does not let participants do while no step runs is refused at once', () => {
  const { editor, refused } = mount(ANA, null)
  const may = { write: false, moveOwn: false, vote: true, comment: true }
  const facts = open && metaRoot(open.doc)
  facts?.set(SCRIPT_KEY, { phase: 'ready', revision: 1, recent: [], rest: { may, sinceMs: 1 } })
  editor.select(OWN)
  editor.updateShape({ id: OWN, type: 'note', x: 500 })
  expect(editor.getShape(OWN)?.x).toBe(100)
  editor.deleteShapes([OWN])
  expect(editor.getShape(OWN)).toBeDefined()
  expect(refused).toEqual(['step_no_moving', 'step_no_writing'])
  facts?.set(SCRIPT_KEY, { phase: 'ready', revision: 2, recent: [] })
  editor.deleteShapes([OWN])
  expect(editor.getShape(OWN)).toBeUndefined()
})

test('W6 who leads the workshop is free', () => {
  const { editor, refused } = mount(LEAD, VOTE)
  editor.select(OWN)
  editor.updateShape({ id: OWN, type: 'note', x: 500 })
  expect(editor.getShape(OWN)?.x).toBe(500)
  editor.deleteShapes([OWN])
  expect(editor.getShape(OWN)).toBeUndefined()
  expect(refused).toEqual([])
})
