import { useEffect, useRef } from 'react'

/**
 * Keeps what is being typed when nobody leaves the field: it goes with its row, the page closes or goes to the back of a
 * phone, which may never bring it forward again. `keep` is null while nothing waits; the answer's `current` may be set so.
 */
export function useKeptAtEnd(keep: (() => void) | null): { current: (() => void) | null } {
  const waits = useRef(keep)
  useEffect(() => {
    waits.current = keep
  })
  useEffect(() => {
    const end = () => waits.current?.()
    const hide = () => document.visibilityState === 'hidden' && end()
    // before the board, which hears the same and writes what it has
    window.addEventListener('pagehide', end, { capture: true })
    window.addEventListener('visibilitychange', hide, { capture: true })
    return () => {
      window.removeEventListener('pagehide', end, { capture: true })
      window.removeEventListener('visibilitychange', hide, { capture: true })
      end()
    }
  }, [])
  return waits
}
