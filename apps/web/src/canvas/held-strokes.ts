import type { Editor as TextEditor } from '@tiptap/core'
import { Selection, TextSelection } from '@tiptap/pm/state'

/** What a person typed before anything could take it: letters, or another key. */
export type HeldStroke = string | KeyboardEvent

/** A text as the strokes that would have written it. */
export function strokesOf(text: string): HeldStroke[] {
  return text
    .split(/\r?\n/)
    .flatMap((line, at) => [
      ...(at > 0 ? [new KeyboardEvent('keydown', { key: 'Enter' })] : []),
      ...(line ? [line] : []),
    ])
}

/** Gives the strokes to a text editor in their order, as if they were typed now. */
export function applyStrokes(text: TextEditor, strokes: readonly HeldStroke[]): void {
  for (const stroke of strokes) {
    if (typeof stroke === 'string') text.view.dispatch(text.state.tr.insertText(stroke))
    else if (!pressKey(text, stroke)) {
      // What the text editor does not know is the canvas' (Escape); a copy, since an event is dispatched once.
      const target = document.activeElement ?? document.body
      target.dispatchEvent(new KeyboardEvent(stroke.type, stroke))
    }
  }
}

/** What the strokes come to as plain text, for a note that never got a text editor. */
export function textOfStrokes(strokes: readonly HeldStroke[]): string {
  let text = ''
  for (const stroke of strokes) {
    if (typeof stroke === 'string') text += stroke
    else if (stroke.key === 'Enter') text += '\n'
    else if (stroke.key === 'Backspace') text = [...text].slice(0, -1).join('')
  }
  return text
}

/** Whether the text editor took the key. */
function pressKey(text: TextEditor, event: KeyboardEvent): boolean {
  const { view } = text
  if (view.someProp('handleKeyDown', (handle) => handle(view, event))) return true
  // A browser does these by itself, but for true keys only.
  switch (event.key) {
    case 'Backspace':
      return deleteBeside(text, 'before')
    case 'Delete':
      return deleteBeside(text, 'after')
    case 'Home':
    case 'End':
    case 'ArrowLeft':
    case 'ArrowRight':
      view.dispatch(text.state.tr.setSelection(caretAfter(text, event)))
      return true
    default:
      return false
  }
}

/** Where a key takes the caret. */
function caretAfter({ state }: TextEditor, { key, ctrlKey, metaKey }: KeyboardEvent): Selection {
  const { doc, selection } = state
  const { $head } = selection
  const isWhole = ctrlKey || metaKey
  switch (key) {
    case 'Home':
      return isWhole ? Selection.atStart(doc) : TextSelection.create(doc, $head.start())
    case 'End':
      return isWhole ? Selection.atEnd(doc) : TextSelection.create(doc, $head.end())
    case 'ArrowLeft':
      return Selection.near(doc.resolve(Math.max($head.pos - (characterBeside(state, 'before') || 1), 0)), -1)
    default:
      return Selection.near(
        doc.resolve(Math.min($head.pos + (characterBeside(state, 'after') || 1), doc.content.size)),
      )
  }
}

/** Deletes the character before or after the caret; always true, since the key means nothing else. */
function deleteBeside(text: TextEditor, side: 'before' | 'after'): true {
  const { $from, empty } = text.state.selection
  const length = empty ? characterBeside(text.state, side) : 0
  const start = side === 'before' ? $from.pos - length : $from.pos
  if (length > 0) text.view.dispatch(text.state.tr.delete(start, start + length))
  return true
}

/** Length of the whole character before or after the caret; 0 at the end of a line. */
function characterBeside({ selection }: TextEditor['state'], side: 'before' | 'after'): number {
  const node = side === 'before' ? selection.$from.nodeBefore : selection.$from.nodeAfter
  const characters = [...(node?.text ?? '')]
  const character = side === 'before' ? characters.at(-1) : characters[0]
  return character?.length ?? node?.nodeSize ?? 0
}
