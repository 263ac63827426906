/** How long an item that is on the board may take to be drawn, in ms. */
const DRAWN_MAX_MS = 5_000

/** Rings one item and brings it into view; no other is ringed any more. Undefined rings none. */
export function markFound(itemId: string | undefined): void {
  for (const before of document.querySelectorAll('[data-found]')) before.removeAttribute('data-found')
  const element = elementOf(itemId)
  element?.setAttribute('data-found', '')
  element?.scrollIntoView({ block: 'center' })
}

/** Puts the focus into an item. */
export function goTo(itemId: string | undefined): void {
  elementOf(itemId)?.querySelector<HTMLElement>('textarea, button, [tabindex]')?.focus()
}

/** Calls back once an item is drawn; not at all when it does not come within five seconds: a large board is drawn from the top. Returns its undo. */
export function whenDrawn(itemId: string, drawn: () => void): () => void {
  const until = performance.now() + DRAWN_MAX_MS
  let frame = requestAnimationFrame(function look() {
    if (elementOf(itemId)) drawn()
    else if (performance.now() < until) frame = requestAnimationFrame(look)
  })
  return () => cancelAnimationFrame(frame)
}

function elementOf(itemId: string | undefined): Element | null {
  return itemId === undefined ? null : document.querySelector(`[data-item="${CSS.escape(itemId)}"]`)
}
