import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  ArrowToolbarItem,
  HandToolbarItem,
  TextToolbarItem,
  TldrawUiButtonIcon,
  TldrawUiMenuContextProvider,
  TldrawUiPopover,
  TldrawUiPopoverContent,
  TldrawUiPopoverTrigger,
  TldrawUiToolbar,
  TldrawUiToolbarButton,
  useEditor,
  useValue,
} from 'tldraw'

/** The tools that are in the menu. */
const RARER = ['hand', 'arrow', 'text']

/** The rarer tools behind one button, which is marked while one of them is in hand. */
export function MoreTools() {
  const editor = useEditor()
  const { t } = useTranslation('canvas')
  const [isOpen, setOpen] = useState(false)
  const isInHand = useValue('a rarer tool', () => RARER.includes(editor.getCurrentToolId()), [editor])
  return (
    <TldrawUiPopover id="more tools" open={isOpen} onOpenChange={setOpen}>
      <TldrawUiPopoverTrigger>
        <TldrawUiToolbarButton type="tool" title={t('moreTools')} isActive={isInHand}>
          <TldrawUiButtonIcon icon="chevron-up" />
        </TldrawUiToolbarButton>
      </TldrawUiPopoverTrigger>
      <TldrawUiPopoverContent side="top" align="center">
        <TldrawUiToolbar className="board-more-tools" label={t('moreTools')} onClick={() => setOpen(false)}>
          <TldrawUiMenuContextProvider type="toolbar" sourceId="toolbar">
            <HandToolbarItem />
            <ArrowToolbarItem />
            <TextToolbarItem />
          </TldrawUiMenuContextProvider>
        </TldrawUiToolbar>
      </TldrawUiPopoverContent>
    </TldrawUiPopover>
  )
}
