// @vitest-environment jsdom
import { richTextToPlain } from '@tablee/board'
import { Editor as TextEditor } from '@tiptap/core'
import { createShapeId, type TLNoteShape, tipTapDefaultExtensions } from 'tldraw'
import { afterEach, expect, test, vi } from 'vitest'
import { keepFirstKeystrokes } from './first-keystrokes.ts'
import { openEditor } from './testing/board-editor.ts'

const undo: (() => void)[] = []
afterEach(() => {
  for (const step of undo.splice(0).reverse()) step()
})

const NOTE = createShapeId('n')

/** A note that is open for writing and whose text editor has not come yet. */
function openNote() {
  const { editor, close } = openEditor({ actorId: 'ana', role: 'writer' }, [])
  const stop = keepFirstKeystrokes(editor)
  undo.push(close, stop)
  editor.createShape({ id: NOTE, type: 'note' })
  editor.setEditingShape(NOTE)
  const noteText = () => richTextToPlain(editor.getShape<TLNoteShape>(NOTE)?.props.richText)
  return { editor, stop, noteText }
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

test('when the canvas goes before the text editor came, the note gets the text at once', () => {
  const { stop, noteText } = openNote()
  press('o', 'u', 'i')
  stop()
  expect(noteText()).toBe('oui')
})
