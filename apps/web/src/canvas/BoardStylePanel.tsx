import type { ReactNode } from 'react'
import { DefaultStylePanel, type TLUiStylePanelProps, useEditor, useValue } from 'tldraw'

/** Tools that make nothing, so that there is nothing to style before something is selected. */
const STYLELESS_TOOLS = ['select', 'hand', 'eraser', 'laser']

interface BoardStylePanelProps extends TLUiStylePanelProps {
  children?: ReactNode
}

/** tldraw's style panel, shown only when there is something that it would change. */
export function BoardStylePanel({ isMobile, children }: BoardStylePanelProps) {
  const editor = useEditor()
  const isIdle = useValue(
    'nothing to style',
    () => editor.getSelectedShapeIds().length === 0 && STYLELESS_TOOLS.includes(editor.getCurrentToolId()),
    [editor],
  )
  if (isIdle) return null
  return <DefaultStylePanel {...(isMobile === undefined ? {} : { isMobile })}>{children}</DefaultStylePanel>
}
