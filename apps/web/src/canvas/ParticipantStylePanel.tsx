import {
  CommonStylePickerSet,
  getDefaultColorTheme,
  type TLUiStylePanelProps,
  useRelevantStyles,
} from 'tldraw'
import { BoardStylePanel } from './BoardStylePanel.tsx'

/** Colour and size, and nothing else to decide, for participants. */
export function ParticipantStylePanel(props: TLUiStylePanelProps) {
  const styles = useRelevantStyles()
  return (
    <BoardStylePanel {...props}>
      {styles && <CommonStylePickerSet styles={styles} theme={getDefaultColorTheme({ isDarkMode: false })} />}
    </BoardStylePanel>
  )
}
