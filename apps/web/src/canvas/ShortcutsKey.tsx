import { useEffect } from 'react'
import { useActions, useEditor } from 'tldraw'

/** Opens the list of shortcuts on `?`, wherever the keyboard has that sign. */
export function ShortcutsKey() {
  const editor = useEditor()
  const actions = useActions()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement && event.target.closest('input, textarea, [contenteditable]')
      if (event.key !== '?' || isTyping || editor.getEditingShapeId()) return
      event.preventDefault()
      void actions['open-kbd-shortcuts']?.onSelect('kbd')
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [editor, actions])
  return null
}
