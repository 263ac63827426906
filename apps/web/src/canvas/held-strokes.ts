import type { Editor as TextEditor } from '@tiptap/core'

/** What a person typed before anything could take it: letters, or another key. */
export type HeldStroke = string | KeyboardEvent

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
  if (event.key === 'Backspace') return deleteBeside(text, 'before')
  return event.key === 'Delete' && deleteBeside(text, 'after')
}

/** Deletes the character before or after the caret; always true, since the key means nothing else. */
function deleteBeside(text: TextEditor, side: 'before' | 'after'): true {
  const { $from, empty } = text.state.selection
  if (!empty) return true
  const node = side === 'before' ? $from.nodeBefore : $from.nodeAfter
  const characters = [...(node?.text ?? '')]
  const character = side === 'before' ? characters.at(-1) : characters[0]
  const length = character?.length ?? node?.nodeSize ?? 0
  const start = side === 'before' ? $from.pos - length : $from.pos
  if (length > 0) text.view.dispatch(text.state.tr.delete(start, start + length))
  return true
}
