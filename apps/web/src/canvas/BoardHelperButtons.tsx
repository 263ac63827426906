import type { ReactNode } from 'react'
import { DefaultHelperButtons, TldrawUiMenuActionItem, useEditor, useValue } from 'tldraw'

/** tldraw's buttons for who lost her way or holds a pen. How one stops following says the product's own `FollowChip`. */
export function BoardHelperButtons(): ReactNode {
  const editor = useEditor()
  const usesPen = useValue('uses a pen', () => editor.getInstanceState().isPenMode, [editor])
  const seesNothing = useValue('everything is out of sight', () => {
    const all = editor.getCurrentPageShapeIds().size
    return all > 0 && all === editor.getCulledShapes().size
  }, [editor])
  return (
    <DefaultHelperButtons>
      {usesPen && <TldrawUiMenuActionItem actionId="exit-pen-mode" />}
      {seesNothing && <TldrawUiMenuActionItem actionId="back-to-content" />}
    </DefaultHelperButtons>
  )
}
