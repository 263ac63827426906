import { Extension, extensions, type Editor as TextEditor } from '@tiptap/core'
import { Selection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** What a text editor is told about the focus, from its making to the last word of the canvas. */
interface Opening {
  /** The caret was set, and is the person's. */
  isOpen: boolean
  /** The canvas put the caret where the person clicked. */
  isPlaced: boolean
}

/** The text editors to which the canvas has not said its last word yet. */
const openings = new WeakMap<TextEditor, Opening>()

/**
 * Sets the caret of a text that opens once: where the person clicked, otherwise at the end, and nothing is selected, since
 * in a shared note the next letter would delete everybody's text. From then on the caret is hers: tldraw 3.15.6 takes it
 * to the end once more after 100 ms (`RichTextArea.tsx`), wherever she put it meanwhile, and out of any other field.
 */
export const SteadyCaret = Extension.create({
  name: 'steadyCaret',
  // behind TipTap's own commands, one of which it replaces
  priority: 1,

  onBeforeCreate() {
    openings.set(this.editor, { isOpen: false, isPlaced: false })
  },

  onCreate() {
    const text = this.editor
    // after tldraw, which is told of the creation behind this
    queueMicrotask(() => {
      if (!text.isDestroyed) openCaret(text)
    })
  },

  addCommands() {
    const { focus } = extensions.Commands.config.addCommands?.call({ ...this, parent: undefined }) ?? {}
    if (!focus) return {}
    return {
      focus: (position, options) => (props) => {
        const opening = openings.get(props.editor)
        if (!opening) return focus(position, options)(props)
        if (opening.isOpen) {
          openings.delete(props.editor)
          return isElsewhere(props.view) || focus(null, options)(props)
        }
        // then tldraw says where
        if (position === undefined || position === null) opening.isPlaced = true
        return isElsewhere(props.view) || focus(position, options)(props)
      },
    }
  },
})

function openCaret(text: TextEditor): void {
  const { view, state } = text
  const opening = openings.get(text)
  if (opening) opening.isOpen = true
  // an accent that is being put together, a word that is being dictated
  if (view.composing) return
  if (!opening?.isPlaced || !state.selection.empty)
    view.dispatch(state.tr.setSelection(Selection.atEnd(state.doc)))
  // at once: a focus that came later would set the caret anew, between letters
  if (!isElsewhere(view)) view.focus()
}

/** Whether the person has gone on to another field. */
function isElsewhere({ dom }: EditorView): boolean {
  const { activeElement } = dom.ownerDocument
  return (
    activeElement instanceof HTMLElement &&
    activeElement !== dom &&
    (activeElement.isContentEditable || activeElement.matches('input, textarea, select'))
  )
}
