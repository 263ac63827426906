import type { RoomClient } from '@tablee/sync/client'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type SavedState, useSavedState } from './saved-state.ts'

interface SavedMarkProps {
  client: RoomClient
  /** The person may only read: there is nothing of hers to save. */
  readOnly: boolean
}

/** Says whether what is on the screen is kept, and reads out only what changes for the person. */
export function SavedMark({ client, readOnly }: SavedMarkProps) {
  const { t } = useTranslation('canvas')
  const shown = useSavedState(client)
  const announced = useAnnounced(shown.word)
  const word = readOnly ? wordForReader(shown.word) : shown.word
  return (
    <p className="board-saved" data-state={shown.mark}>
      <span className="board-saved__mark" aria-hidden />
      <span className="board-saved__long">{t(`saved.${word}`)}</span>
      <span className="board-saved__short">{t(`savedShort.${word}`)}</span>
      <span className="board-hidden" aria-live="polite">
        {announced && t(`saved.${announced}`)}
      </span>
    </p>
  )
}

/** She has nothing that could be lost. */
function wordForReader(word: SavedState): SavedState | 'readOnly' {
  if (word === 'saved') return 'readOnly'
  return word === 'unkept' ? 'offline' : word
}

/** The state worth reading out: trouble, and the end of trouble. */
function useAnnounced(state: SavedState): SavedState | null {
  const [announced, setAnnounced] = useState<SavedState | null>(null)
  const inTrouble = useRef(false)
  useEffect(() => {
    const trouble = state !== 'saved' && state !== 'saving'
    if (trouble || (inTrouble.current && state === 'saved')) setAnnounced(state)
    if (trouble) inTrouble.current = true
    else if (state === 'saved') inTrouble.current = false
  }, [state])
  return announced
}
