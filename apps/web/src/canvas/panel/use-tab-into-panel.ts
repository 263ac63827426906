import { type RefObject, useEffect } from 'react'
import { type TLShapeId, useEditor } from 'tldraw'

/** What can be filled in or pressed. */
const FIELDS = 'input:not([disabled]), textarea, select, button:not([disabled]):not([tabindex="-1"])'

/**
 * Leads Tab from the text of a note into the first field of the panel, and Escape back to the note: a row is filled
 * without the mouse. On notes without cells Tab goes to the next note, as ever.
 */
export function useTabIntoPanel(panel: RefObject<HTMLElement | null>, noteId: TLShapeId | null): void {
  const editor = useEditor()
  useEffect(() => {
    if (!noteId) return
    const onKeyDown = (event: KeyboardEvent) => {
      const inPanel = event.target instanceof Node && panel.current?.contains(event.target)
      if (event.key === 'Escape' && inPanel && !event.defaultPrevented) {
        event.preventDefault()
        // tldraw's own `focus` does nothing while the board counts as focused, and what was typed would not be written
        editor.getContainer().focus()
        return
      }
      if (event.key !== 'Tab' || event.shiftKey || event.ctrlKey || event.altKey || inPanel) return
      const isOnNote =
        editor.getEditingShapeId() === noteId || editor.getContainer().contains(document.activeElement)
      const first = panel.current?.querySelector<HTMLElement>(`.board-panel__body :is(${FIELDS})`)
      if (!first || !isOnNote || editor.getOnlySelectedShapeId() !== noteId) return
      event.preventDefault()
      event.stopPropagation()
      editor.complete()
      if (panel.current) panel.current.dataset['open'] = 'true'
      first.focus()
    }
    // Before the text editor, where Tab makes the next note, and before the board, where it selects it.
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [editor, panel, noteId])
}
