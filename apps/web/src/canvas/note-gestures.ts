import { createShapeId, type Editor, type StateNode } from 'tldraw'

/** Half the side of a note at scale 1, in board units (tldraw's NOTE_SIZE is 200). */
const HALF_NOTE = 100

/** Puts a note under the pointer and the cursor into it. */
export function writeNoteAtPointer(editor: Editor): void {
  if (editor.getIsReadonly()) return
  editor.complete()
  editor.markHistoryStoppingPoint('note at the pointer')
  const id = createShapeId()
  const { x, y } = editor.inputs.currentPagePoint
  editor.createShape({ id, type: 'note', x: x - HALF_NOTE, y: y - HALF_NOTE })
  // None when the board is full: tldraw has said so by then.
  if (!editor.getShape(id)) return
  editor.select(id)
  editor.setEditingShape(id)
  editor.setCurrentTool('select.editing_shape', { target: 'shape', shape: editor.getShape(id) })
}

/** tldraw's state for a pointer that rests; it makes this method replaceable on purpose (its "double click" example). */
interface IdleState extends StateNode {
  handleDoubleClickOnCanvas(): void
}

/** Makes a double click on the empty canvas write a note instead of a bare text. */
export function noteOnDoubleClick(editor: Editor): void {
  const idle = editor.getStateDescendant<IdleState>('select.idle')
  if (idle) idle.handleDoubleClickOnCanvas = () => writeNoteAtPointer(editor)
}
