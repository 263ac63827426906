// @vitest-environment jsdom
import {
  type BoardRecord,
  boardRoot,
  decodeRecord,
  isShape,
  plainToRichText,
  richTextToPlain,
  sheetRecord,
} from '@tablee/board'
import { zoneRecord } from '@tablee/board/testing'
import { Editor as TextEditor } from '@tiptap/core'
import { createShapeId, type TLNoteShape, type TLShapeId, tipTapDefaultExtensions } from 'tldraw'
import { afterEach, expect, test, vi } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import { textAdder } from './add-text.ts'
import { collaborativeText } from './collaborative-text.ts'
import { keepFirstKeystrokes } from './first-keystrokes.ts'
import { openEditor } from './testing/board-editor.ts'

const undo: (() => void)[] = []
afterEach(() => {
  for (const step of undo.splice(0).reverse()) step()
})

const NOTE = createShapeId('n')

/** A note, or another shape that is there, that is open for writing and whose text editor has not come yet. */
function openNote(
  written = '',
  { records = [], id = NOTE }: { records?: BoardRecord[]; id?: TLShapeId } = {},
) {
  const { editor, doc, binding, writer, close } = openEditor({ actorId: 'ana', role: 'writer' }, records)
  const stop = keepFirstKeystrokes(editor, { addText: textAdder(binding, writer) })
  undo.push(close, stop)
  if (id === NOTE)
    editor.createShape<TLNoteShape>({ id, type: 'note', props: { richText: plainToRichText(written) } })
  editor.setEditingShape(id)
  const noteText = () => {
    const props = editor.getShape(id)?.props ?? {}
    return richTextToPlain('richText' in props ? props.richText : null)
  }
  const keptText = () => {
    binding.flush()
    const stored = boardRoot(doc).get(id)
    return richTextToPlain(stored && decodeRecord(stored)?.props?.['richText'])
  }
  return { editor, doc, binding, stop, noteText, keptText }
}

/** The text editor is made and holds the note's text in the document; it has not said so to the canvas yet. */
function textEditorIsMade({ editor, doc, binding }: ReturnType<typeof openNote>): TextEditor {
  const awareness = new Awareness(doc)
  const { tipTapConfig } = collaborativeText({ getEditor: () => editor, binding, awareness })
  const element = document.body.appendChild(document.createElement('div'))
  const text = new TextEditor({ ...tipTapConfig, element })
  undo.push(
    () => element.remove(),
    () => text.destroy(),
    () => awareness.destroy(),
  )
  return text
}

/** What React does later: the text editor is there. */
function textEditorComes({ editor }: ReturnType<typeof openNote>, content = ''): TextEditor {
  const element = document.body.appendChild(document.createElement('div'))
  const text = new TextEditor({ element, extensions: tipTapDefaultExtensions, content })
  undo.push(
    () => element.remove(),
    () => text.destroy(),
  )
  editor.setRichTextEditor(text)
  return text
}

function press(...keys: string[]): void {
  for (const key of keys) {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  }
}

const textOf = (text: TextEditor) => text.getText({ blockSeparator: '\n' })

test('letters typed before the text editor is there come into it', async () => {
  const note = openNote()
  press('o', 'u', 'i')
  const text = textEditorComes(note)
  await vi.waitFor(() => expect(textOf(text)).toBe('oui'))
})

test('Enter and Backspace between letters do what they say, in their order', async () => {
  const note = openNote()
  press('o', 'u', 'x', 'Backspace', 'i', 'Enter', 'n', 'o', 'n')
  const text = textEditorComes(note)
  await vi.waitFor(() => expect(textOf(text)).toBe('oui\nnon'))
})

test('Backspace after Enter takes the new line back', async () => {
  const note = openNote()
  press('o', 'Enter', 'Backspace', 'k')
  const text = textEditorComes(note)
  await vi.waitFor(() => expect(textOf(text)).toBe('ok'))
})

test('Delete removes the letter after the caret', async () => {
  const note = openNote()
  press('a', 'Delete')
  const text = textEditorComes(note, '<p>xyz</p>')
  text.commands.setTextSelection(1)
  await vi.waitFor(() => expect(textOf(text)).toBe('ayz'))
})

test('Backspace removes a whole emoji', async () => {
  const note = openNote()
  press('a', 'Backspace', 'Backspace')
  const text = textEditorComes(note, '<p>b🌱</p>')
  text.commands.setTextSelection(4)
  await vi.waitFor(() => expect(textOf(text)).toBe('b'))
})

test('a key that only the canvas knows reaches it after the letters', async () => {
  const note = openNote()
  const reached: string[] = []
  document.body.addEventListener('keydown', ({ key }) => reached.push(key))
  press('a', 'Escape')
  expect(reached).toEqual([])
  const text = textEditorComes(note)
  await vi.waitFor(() => expect(reached).toEqual(['Escape']))
  expect(textOf(text)).toBe('a')
})

test('when writing ends before the text editor came, the note gets the text', async () => {
  const { editor, noteText } = openNote()
  press('o', 'u', 'Enter', 'i', 'x', 'Backspace')
  editor.setEditingShape(null)
  await vi.waitFor(() => expect(noteText()).toBe('ou\ni'))
})

test.each([
  ['before it goes', (leave: () => void, text: TextEditor) => [leave(), text.destroy()]],
  ['after it went', (leave: () => void, text: TextEditor) => [text.destroy(), leave()]],
])('letters of a note that is left while its text editor is being made are kept, %s', async (_, inTurn) => {
  const note = openNote('déjà ')
  const text = textEditorIsMade(note)
  press('o', 'u', 'i')
  inTurn(() => note.editor.setEditingShape(null), text)
  await vi.waitFor(() => expect(note.noteText()).toBe('déjà oui'))
  // whatever the text editor still had to say
  await new Promise((resolve) => setTimeout(resolve, 0))
  expect([note.noteText(), note.keptText()]).toEqual(['déjà oui', 'déjà oui'])
})

test('and those of a sheet, which nobody may move', async () => {
  const zone = zoneRecord('why', { x: 0, y: 0, w: 900, h: 600 })
  if (!isShape(zone)) throw new Error('a zone is a shape')
  const sheet = sheetRecord(zone, 'a5', 'déjà ')
  const note = openNote('', { records: [zone, sheet], id: createShapeId('sheet-why') })
  const text = textEditorIsMade(note)
  press('o', 'u', 'i')
  note.editor.setEditingShape(null)
  text.destroy()
  await vi.waitFor(() => expect([note.noteText(), note.keptText()]).toEqual(['déjà oui', 'déjà oui']))
})

test.each([
  ['keeps the letters that were typed', ['o', 'u', 'i'], 'oui'],
  ['goes when they were taken back', ['o', 'Backspace'], null],
])('a new text that is left before its text editor came %s', async (_, keys, wanted) => {
  const { editor, doc, binding } = openNote()
  const id = createShapeId('t')
  editor.createShape({ id, type: 'text', props: { richText: plainToRichText('') } })
  editor.select(id)
  editor.setEditingShape(id)
  press(...keys)
  editor.setEditingShape(null)
  await Promise.resolve()
  binding.flush()
  const stored = boardRoot(doc).get(id)
  expect(stored ? richTextToPlain(decodeRecord(stored)?.props?.['richText']) : null).toBe(wanted)
  expect(editor.getSelectedShapeIds()).toEqual(wanted === null ? [] : [id])
})

test('a new text that its author deletes goes with its letters', async () => {
  const { editor } = openNote()
  const id = createShapeId('t')
  editor.createShape({ id, type: 'text', props: { richText: plainToRichText('') } })
  editor.setEditingShape(id)
  press('o', 'u', 'i')
  editor.deleteShapes([id])
  await Promise.resolve()
  expect(editor.getShape(id)).toBeUndefined()
})

test('a list keeps its form when letters come behind it without a text editor', async () => {
  const { editor } = openNote()
  const list = { type: 'bulletList', content: [{ type: 'listItem', content: plainToRichText('un').content }] }
  editor.updateShape({ id: NOTE, type: 'note', props: { richText: { type: 'doc', content: [list] } } })
  press('o', 'k')
  editor.setEditingShape(null)
  await vi.waitFor(() =>
    expect(editor.getShape<TLNoteShape>(NOTE)?.props.richText.content).toEqual([
      { type: 'bulletList', content: [{ type: 'listItem', content: plainToRichText('unok').content }] },
    ]),
  )
})

test('what is pasted between letters keeps its place, line by line', async () => {
  const note = openNote()
  press('o', 'u')
  const clipboardData = { getData: () => 'i\nnon' }
  document.body.dispatchEvent(
    Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData }),
  )
  press('!')
  const text = textEditorComes(note)
  await vi.waitFor(() => expect(textOf(text)).toBe('oui\nnon!'))
})

test('a caret key goes where it says: what is typed behind it stands there', async () => {
  const note = openNote()
  press('b', 'd', 'ArrowLeft', 'c', 'Home', 'a', 'End', 'e')
  const text = textEditorComes(note)
  await vi.waitFor(() => expect(textOf(text)).toBe('abcde'))
})

test('letters typed in a field beside the board stay there', () => {
  openNote()
  const field = document.body.appendChild(document.createElement('input'))
  undo.push(() => field.remove())
  const letter = new KeyboardEvent('keydown', { key: 'a', bubbles: true, cancelable: true })
  field.dispatchEvent(letter)
  expect(letter.defaultPrevented).toBe(false)
})

test('letters are not held back once the text editor is there', async () => {
  const note = openNote()
  textEditorComes(note)
  await Promise.resolve()
  const reached: string[] = []
  document.body.addEventListener('keydown', ({ key }) => reached.push(key))
  press('a')
  expect(reached).toEqual(['a'])
})

test('when the canvas goes before the text editor came, the note gets the text at once', () => {
  const { stop, noteText } = openNote()
  press('o', 'u', 'i')
  stop()
  expect(noteText()).toBe('oui')
})
