import type { Editor } from 'tldraw'
import type { StepPlaces } from '../../script/step-bar-parts.ts'
import { fitZones } from './fit-zones.ts'

/** How the white board brings its reader to a step. Null: it is not mounted yet, and its opening view shows it. */
export function canvasPlaces(editor: Editor | null): StepPlaces {
  return {
    movesByItself: true,
    goTo(zoneIds) {
      if (!editor) return
      // What was being written is kept: only the cursor leaves it.
      editor.complete()
      editor.setEditingShape(null)
      editor.setCurrentTool('select.idle')
      fitZones(editor, zoneIds)
    },
    isBusy: () => editor !== null && (isInHand(editor) || isFieldInUse()),
  }
}

/** Whether the reader types, draws or drags. */
function isInHand(editor: Editor): boolean {
  return editor.getEditingShapeId() !== null || editor.inputs.isPointing || editor.inputs.isDragging
}

/** Whether the cursor stands in a field beside the board, such as a cell or the search. */
function isFieldInUse(): boolean {
  const focused = document.activeElement
  return (
    focused instanceof HTMLElement && focused.matches('input, textarea, select, [contenteditable="true"]')
  )
}
