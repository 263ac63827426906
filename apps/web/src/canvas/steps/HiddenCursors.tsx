import { currentStep } from '@tablee/board/script'
import { useEffect } from 'react'
import { useEditor, useValue } from 'tldraw'
import { useMeaning } from '../meaning/use-meaning.ts'

/**
 * Draws nobody else's cursor while the step says so, a curtain hangs or a vote is open: where the others point would say
 * what they think.
 */
export function HiddenCursors() {
  const editor = useEditor()
  const { meaning } = useMeaning()
  const isHidden = useValue(
    'cursors',
    () =>
      currentStep(meaning.script.get())?.hidesCursors === true ||
      Object.keys(meaning.curtains.get()).length > 0 ||
      meaning.isBallotOpen.get(),
    [meaning],
  )
  useEffect(() => {
    const container = editor.getContainer()
    if (!isHidden) return
    container.setAttribute('data-cursors', 'hidden')
    return () => container.removeAttribute('data-cursors')
  }, [editor, isHidden])
  return null
}
