import { plainToRichText, richTextToPlain } from '@tablee/board'
import { type Editor, react, type TLShapeId } from 'tldraw'
import { applyStrokes, type HeldStroke, textOfStrokes } from './held-strokes.ts'

/**
 * How long a text editor takes after its creation until its selection stays where it is, in ms: tldraw 3.15.6 sets it
 * when TipTap is created, once more with the focus, and a last time after 100 ms (`RichTextArea.tsx`).
 */
const SETTLE_MS = 130

/**
 * Keeps the letters that a fast typist enters between the opening of a note and the moment its text editor is ready;
 * without it they would be lost, swapped or taken as shortcuts. Returns its undo.
 */
export function keepFirstKeystrokes(editor: Editor): () => void {
  let openFor: TLShapeId | null = null
  let isSettled = true
  /** In the order in which they were typed. */
  let held: HeldStroke[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Whether nothing waits any more. */
  function applyHeld(): boolean {
    const text = editor.getRichTextEditor()
    if (!text || text.isDestroyed) return held.length === 0
    const strokes = held
    held = []
    applyStrokes(text, strokes)
    return true
  }

  function settle(): void {
    isSettled = true
    applyHeld()
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (isSettled || !openFor || !hasRichText(editor, openFor)) return
    if (isLetter(event)) {
      event.preventDefault()
      event.stopPropagation()
      held.push(event.key)
    } else if (!applyHeld()) {
      // an Escape before the text editor is there would end the writing, and the letters with it
      event.preventDefault()
      event.stopPropagation()
      held.push(event)
    }
  }

  /** Accents, dictation and phones bring letters without a key. */
  function onBeforeInput(event: InputEvent): void {
    if (
      isSettled ||
      !openFor ||
      !hasRichText(editor, openFor) ||
      event.inputType !== 'insertText' ||
      !event.data ||
      event.isComposing
    )
      return
    event.preventDefault()
    event.stopPropagation()
    held.push(event.data)
  }

  const stop = react('text editor opens', () => {
    const id = editor.getEditingShapeId()
    const text = editor.getRichTextEditor()
    if (id !== openFor) {
      if (openFor) appendLater(editor, openFor, textOfStrokes(held))
      openFor = id
      isSettled = false
      held = []
      clearTimeout(timer)
      timer = undefined
    }
    if (isSettled || !text || timer !== undefined) return
    timer = setTimeout(settle, SETTLE_MS)
  })
  const onPointerDown = () => void applyHeld()
  window.addEventListener('keydown', onKeyDown, { capture: true })
  window.addEventListener('beforeinput', onBeforeInput, { capture: true })
  window.addEventListener('pointerdown', onPointerDown, { capture: true })
  return () => {
    stop()
    clearTimeout(timer)
    if (openFor && !applyHeld()) append(editor, openFor, textOfStrokes(held))
    window.removeEventListener('keydown', onKeyDown, { capture: true })
    window.removeEventListener('beforeinput', onBeforeInput, { capture: true })
    window.removeEventListener('pointerdown', onPointerDown, { capture: true })
  }
}

/** Not within the reaction, which must not change what it reads. */
function appendLater(editor: Editor, id: TLShapeId, text: string): void {
  if (text) queueMicrotask(() => append(editor, id, text))
}

/** Writing ended before there was a text editor (a slow machine, a click elsewhere): the note gets the text itself. */
function append(editor: Editor, id: TLShapeId, text: string): void {
  const shape = editor.getShape(id)
  if (!text || !shape || !('richText' in shape.props)) return
  const richText = plainToRichText(richTextToPlain(shape.props.richText) + text)
  editor.updateShape({ id, type: shape.type, props: { richText } })
}

function hasRichText(editor: Editor, id: TLShapeId): boolean {
  return 'richText' in (editor.getShape(id)?.props ?? {})
}

function isLetter(event: KeyboardEvent): boolean {
  return event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing
}
