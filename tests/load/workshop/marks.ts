/** How a note of a simulated person is known in bytes: it stands whole in every frame that carries the note. */
const OPENING = '~p'
const DIGITS = 6
const LENGTH = OPENING.length + DIGITS

/** The mark of the n-th note. */
export function markOf(n: number): string {
  return `${OPENING}${String(n).padStart(DIGITS, '0')}`
}

/** Numbers of all notes whose mark stands in a message. */
export function marksIn(message: Buffer): number[] {
  const found: number[] = []
  for (let at = message.indexOf(OPENING); at >= 0; at = message.indexOf(OPENING, at + LENGTH)) {
    const digits = message.toString('latin1', at + OPENING.length, at + LENGTH)
    if (/^\d+$/.test(digits) && digits.length === DIGITS) found.push(Number(digits))
  }
  return found
}
