import {
  CommonStylePickerSet,
  getDefaultColorTheme,
  type TLUiStylePanelProps,
  useRelevantStyles,
} from 'tldraw'
import { BoardStylePanel } from './BoardStylePanel.tsx'
import { useBindingStep } from './steps/use-binding-step.ts'

/** Colour and size, and nothing else to decide, for participants. */
export function ParticipantStylePanel(props: TLUiStylePanelProps) {
  const styles = useRelevantStyles()
  const step = useBindingStep()
  // Where neither words nor places change, there is nothing to style.
  if (step && !step.may.write && !step.may.moveOwn) return null
  return (
    <BoardStylePanel {...props}>
      {styles && <CommonStylePickerSet styles={styles} theme={getDefaultColorTheme({ isDarkMode: false })} />}
    </BoardStylePanel>
  )
}
