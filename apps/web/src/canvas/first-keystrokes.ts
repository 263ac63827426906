import { type Editor, react, type TLShapeId } from 'tldraw'
import { applyStrokes, type HeldStroke, strokesOf, textOfStrokes } from './held-strokes.ts'
import { keepFromDeletion } from './keep-from-deletion.ts'

/** What a text editor does with its text or its caret; before it is there, its field would do something of its own. */
const TEXT_KEYS: ReadonlySet<string> = new Set([
  'Enter',
  'Backspace',
  'Delete',
  'Home',
  'End',
  'ArrowLeft',
  'ArrowRight',
])

/** Keys that mean nothing alone; the canvas counts their coming and going. */
const MODIFIERS: ReadonlySet<string> = new Set([
  'Shift',
  'Control',
  'Alt',
  'AltGraph',
  'Meta',
  'Dead',
  'Process',
])

/** The texts of a board. */
interface Texts {
  /** Adds words to the text of a shape, whatever text editor holds it. */
  addText(id: string, text: string): void
}

/**
 * Keeps what a fast typist enters between the opening of a note and the moment its text editor is ready; without it
 * letters would be lost, swapped or taken as shortcuts. Returns its undo.
 */
export function keepFirstKeystrokes(editor: Editor, { addText }: Texts): () => void {
  let openFor: TLShapeId | null = null
  /** Its text editor is there, with the caret where it stays. */
  let isReady = true
  /** In the order in which they were typed. */
  let held: HeldStroke[] = []

  const isHeld = ({ target }: Event) =>
    !isReady && openFor !== null && hasRichText(editor, openFor) && !isOtherField(target)

  function applyHeld(): void {
    const text = editor.getRichTextEditor()
    if (!text || text.isDestroyed) return
    isReady = true
    const strokes = held
    held = []
    applyStrokes(text, strokes)
  }

  /** Holds a stroke back from everybody else. */
  function hold(event: Event, strokes: readonly HeldStroke[]): void {
    event.preventDefault()
    event.stopPropagation()
    held.push(...strokes)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (!isHeld(event) || event.isComposing) return
    if (isLetter(event)) hold(event, [event.key])
    else if (TEXT_KEYS.has(event.key)) hold(event, [event])
    // an Escape before the text editor is there would end the writing, and the letters with it
    else if (held.length > 0 && !MODIFIERS.has(event.key) && !isPasting(event)) hold(event, [event])
  }

  /** Accents, dictation and phones bring letters without a key. */
  function onBeforeInput(event: InputEvent): void {
    if (isHeld(event) && event.inputType === 'insertText' && event.data && !event.isComposing)
      hold(event, [event.data])
  }

  function onPaste(event: ClipboardEvent): void {
    const text = isHeld(event) && event.clipboardData?.getData('text/plain')
    if (text) hold(event, strokesOf(text))
  }

  // A new text that is left empty is deleted while its writing ends; the letters that it is still to get keep it.
  const stopKeeping = keepFromDeletion(
    editor,
    ({ id }) => id === openFor && id !== editor.getEditingShapeId() && textOfStrokes(held).trim() !== '',
  )
  const stop = react('text editor opens', () => {
    const id = editor.getEditingShapeId()
    const text = editor.getRichTextEditor()
    if (id !== openFor) {
      const [former, words] = [openFor, textOfStrokes(held)]
      // Writing ended before there was a text editor (a slow machine, a click elsewhere): the note gets the words itself.
      // Not within the reaction, which must not change what it reads.
      if (former && words) queueMicrotask(() => addText(former, words))
      openFor = id
      isReady = false
      held = []
    }
    // once its caret is set
    if (!isReady && text) queueMicrotask(() => editor.getRichTextEditor() === text && applyHeld())
  })
  window.addEventListener('keydown', onKeyDown, { capture: true })
  window.addEventListener('beforeinput', onBeforeInput, { capture: true })
  window.addEventListener('paste', onPaste, { capture: true })
  return () => {
    stop()
    stopKeeping()
    applyHeld()
    if (openFor && held.length > 0) addText(openFor, textOfStrokes(held))
    window.removeEventListener('keydown', onKeyDown, { capture: true })
    window.removeEventListener('beforeinput', onBeforeInput, { capture: true })
    window.removeEventListener('paste', onPaste, { capture: true })
  }
}

/** Whether the person has gone on to a field beside the board. */
function isOtherField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('.tl-canvas') === null &&
    (target.isContentEditable || target.matches('input, textarea, select'))
  )
}

function hasRichText(editor: Editor, id: TLShapeId): boolean {
  return 'richText' in (editor.getShape(id)?.props ?? {})
}

function isLetter(event: KeyboardEvent): boolean {
  return event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
}

/** The keys that bring a paste: held back, there would be none. */
function isPasting({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return ((ctrlKey || metaKey) && key.toLowerCase() === 'v') || (shiftKey && key === 'Insert')
}
