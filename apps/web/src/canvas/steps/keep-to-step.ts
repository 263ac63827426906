import type { RefusalCode } from '@tablee/board'
import type { Limits } from '@tablee/board/script'
import { type Editor, react, type StateNode } from 'tldraw'
import type { StepGate } from './step-gate.ts'

/** Tools that put something on the board. */
const WRITING_TOOLS: ReadonlySet<string> = new Set(['note', 'arrow', 'text', 'geo', 'draw', 'line', 'frame'])

/**
 * Takes a tool out of the hand that the step does not let work, by key or left over from the step before; who is typing
 * goes on. Returns its undo.
 */
export function keepToStep(
  editor: Editor,
  { gate, onRefused }: { gate: StepGate; onRefused(code: RefusalCode): void },
): () => void {
  let last: Limits | null = null
  const stopGuarding = guardEditing(editor, { gate, onRefused })
  const stop = react('keep to the step', () => {
    const step = gate.step()
    const tool = editor.getCurrentToolId()
    const isNew = step?.id === null ? step !== last : step?.id !== last?.id
    last = step
    if (!step || step.may.write || !WRITING_TOOLS.has(tool) || editor.getEditingShapeId()) return
    editor.timers.requestAnimationFrame(() => {
      if (!WRITING_TOOLS.has(editor.getCurrentToolId())) return
      editor.setCurrentTool('select')
      // A tool that the step before had put into her hand goes without a word.
      if (!isNew) onRefused('step_no_writing')
    })
  })
  return () => {
    stop()
    stopGuarding()
  }
}

/** A click on the words of a selected note means to type there; tldraw 3.15.6 throws where nobody may. Returns its undo. */
function guardEditing(
  editor: Editor,
  { gate, onRefused }: { gate: StepGate; onRefused(code: RefusalCode): void },
): () => void {
  const editing = editor.getStateDescendant<StateNode>('select.editing_shape')
  if (!editing) return () => undefined
  const { onEnter } = editing
  editing.onEnter = (info, from) => {
    if (editor.getEditingShape()) {
      onEnter?.call(editing, info, from)
      return
    }
    const shape = editor.getOnlySelectedShape()
    const refused = shape && gate.write(shape)
    if (refused) onRefused(refused)
    editor.setCurrentTool('select.idle')
  }
  return () => {
    if (onEnter) editing.onEnter = onEnter
  }
}
