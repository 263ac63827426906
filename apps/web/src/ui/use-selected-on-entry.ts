import { type FocusEvent, useRef } from 'react'

type Field = HTMLInputElement | HTMLTextAreaElement

/** What a field asks when it is entered and left. */
interface Entry {
  /** Selects all, so that another value takes its place. */
  enter(event: FocusEvent<Field>): void
  leave(event: FocusEvent<Field>): void
}

/** Selects what a field holds for whoever comes to it; who comes back to the window goes on where she was. */
export function useSelectedOnEntry(): Entry {
  const isWindowLeft = useRef(false)
  return {
    enter({ currentTarget }) {
      if (!isWindowLeft.current) currentTarget.select()
      isWindowLeft.current = false
    },
    leave({ currentTarget }) {
      // a field that is left with its window is still the page's own
      isWindowLeft.current = document.activeElement === currentTarget
    },
  }
}
