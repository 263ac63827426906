/** Brings an element of the page into view and the keyboard with it; without motion when the system asks for less. */
export function goToPlace(id: string): void {
  const element = document.getElementById(id)
  if (element === null) return
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  element.scrollIntoView({ behavior: calm ? 'auto' : 'smooth', block: 'center' })
  element.focus({ preventScroll: true })
}
