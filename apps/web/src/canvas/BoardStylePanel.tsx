import { type ReactNode, use } from 'react'
import { useTranslation } from 'react-i18next'
import { DefaultStylePanel, type TLUiStylePanelProps, useEditor, useValue } from 'tldraw'
import { ColourDeskContext } from './colours/colour-desk.ts'
import { useMeaning } from './meaning/use-meaning.ts'

/** Tools that make nothing, so that there is nothing to style before something is selected. */
const STYLELESS_TOOLS = ['select', 'hand', 'eraser', 'laser']

interface BoardStylePanelProps extends TLUiStylePanelProps {
  children?: ReactNode
}

/** tldraw's style panel, shown only when there is something that it would change. */
export function BoardStylePanel({ isMobile, children }: BoardStylePanelProps) {
  const editor = useEditor()
  const desk = use(ColourDeskContext)
  const { meaning } = useMeaning()
  const { t } = useTranslation('canvas')
  // once there is a legend, it is changed there
  const hasLegend = useValue('legend', () => Object.keys(meaning.colours.get()).length > 0, [meaning])
  const isIdle = useValue(
    'nothing to style',
    () => editor.getSelectedShapeIds().length === 0 && STYLELESS_TOOLS.includes(editor.getCurrentToolId()),
    [editor],
  )
  if (isIdle) return null
  return (
    <>
      <DefaultStylePanel {...(isMobile === undefined ? {} : { isMobile })}>{children}</DefaultStylePanel>
      {desk?.mayCaption && !desk.isEditing && !hasLegend && (
        <button type="button" className="board-button board-caption" onClick={() => desk.edit(true)}>
          {t('colours.name')}
        </button>
      )}
    </>
  )
}
