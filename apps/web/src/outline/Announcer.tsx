import { type ReactNode, useCallback, useState } from 'react'

/** The last thing to be read out, and how to say another; the same words twice are said twice. */
export function useAnnouncer(): [string, (text: string) => void] {
  const [text, setText] = useState('')
  // A screen reader says what changed: an invisible space makes the same words new.
  const announce = useCallback(
    (next: string) => setText((last) => (last === next ? `${next}\u200b` : next)),
    [],
  )
  return [text, announce]
}

/** Says what just happened to those who do not see it. */
export function Announcer({ text }: { text: string }): ReactNode {
  return (
    <p className="board-hidden" role="status" aria-live="polite" data-announcer>
      {text}
    </p>
  )
}
