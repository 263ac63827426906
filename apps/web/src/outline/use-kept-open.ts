import { type RefObject, useEffect, useState } from 'react'

/**
 * Whether one may write in a part of the page: what the step says, but for who has her pen in it when a step closes it.
 * She goes on until she leaves, as the server lets her (rule W5).
 */
export function useKeptOpen(part: RefObject<HTMLElement | null>, isOpen: boolean): boolean {
  const [isHeld, setHeld] = useState(false)
  const [wasOpen, setWasOpen] = useState(isOpen)
  if (wasOpen !== isOpen) {
    setWasOpen(isOpen)
    // At once, in the same drawing: a field that is gone for a moment has lost its cursor.
    setHeld(!isOpen && isWritingIn(part.current))
  }
  useEffect(() => {
    const element = part.current
    if (!isHeld || !element) return
    const leave = ({ relatedTarget }: FocusEvent) => {
      if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) setHeld(false)
    }
    element.addEventListener('focusout', leave)
    return () => element.removeEventListener('focusout', leave)
  }, [isHeld, part])
  return isOpen || isHeld
}

function isWritingIn(part: HTMLElement | null): boolean {
  const focused = document.activeElement
  return (
    part !== null &&
    focused instanceof HTMLElement &&
    part.contains(focused) &&
    focused.matches('textarea:not([readonly]), input, select')
  )
}
