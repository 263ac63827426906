/** The field that takes what is typed now, and what had the focus before it. */
let waiting: { field: HTMLTextAreaElement; opener: Element | null } | null = null

/**
 * Gives the focus to a field that nobody sees, until the one is there that was asked for: what is typed meanwhile (keys,
 * accents, dictation) stands in it. To be called within the press itself: phones open their keyboard for no later focus.
 */
export function openWaitingField(label: string): void {
  const opener = document.activeElement
  if (waiting) {
    if (opener !== waiting.field) waiting.opener = opener
  } else waiting = { field: document.body.appendChild(makeField()), opener }
  waiting.field.setAttribute('aria-label', label)
  waiting.field.focus({ preventScroll: true })
}

/** What had the focus before the waiting field; null when that does not have it, or nothing had. */
export function openerOfWaitingField(): Element | null {
  return waiting && document.activeElement === waiting.field ? waiting.opener : null
}

/** Gives the focus to the field that was asked for. @returns what was typed until then, to be put at its end */
export function handOver(field: HTMLTextAreaElement): string {
  field.focus()
  field.setSelectionRange(field.value.length, field.value.length)
  // read once the focus is gone from it: only then is an accent, or a word of a phone's keyboard, whole
  const typed = waiting?.field.value ?? ''
  waiting?.field.remove()
  waiting = null
  return typed
}

/** The field that was asked for does not come: the focus goes back. */
export function dropWaitingField(): void {
  const opener = openerOfWaitingField()
  waiting?.field.remove()
  waiting = null
  if (opener instanceof HTMLElement) opener.focus()
}

function makeField(): HTMLTextAreaElement {
  const field = document.createElement('textarea')
  // a phone enlarges the page for a field of smaller letters
  Object.assign(field.style, {
    position: 'fixed',
    top: '0',
    left: '0',
    width: '1px',
    height: '1px',
    padding: '0',
    border: '0',
    opacity: '0',
    fontSize: '16px',
    pointerEvents: 'none',
  })
  return field
}
