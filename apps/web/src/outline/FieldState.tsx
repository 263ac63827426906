import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSavedState } from '../canvas/saved-state.ts'
import { useLive } from './live-context.ts'

interface FieldStateProps {
  /** Whether the person has written here since she came. */
  isWritten: boolean
  /** Whether what she types is still in the field alone. */
  isTyping?: boolean
}

/**
 * Whether what is written in a field is kept, at the field itself. Changes reach the server in the order in which they
 * are made: once all are kept, those of this field are.
 */
export function FieldState({ isWritten, isTyping = false }: FieldStateProps): ReactNode {
  return isWritten ? <State isTyping={isTyping} /> : null
}

function State({ isTyping }: { isTyping: boolean }): ReactNode {
  const { client } = useLive().live
  const { t } = useTranslation('canvas')
  const { mark } = useSavedState(client)
  const state = isTyping && mark === 'saved' ? 'saving' : mark
  return (
    // Trouble is read out once for the page, by the mark above; here it is only to be seen.
    <span className="light-state" data-state={state} aria-hidden>
      {t(`savedShort.${state}`)}
    </span>
  )
}
