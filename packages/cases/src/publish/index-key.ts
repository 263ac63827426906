/** Fractional index of the n-th shape, in the canvas' own notation. */
export function indexKey(position: number): string {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  const digit = (value: number): string => digits.charAt(value % digits.length)
  if (position < digits.length) return `a${digit(position)}`
  const rest = position - digits.length
  return `b${digit(Math.floor(rest / digits.length))}${digit(rest)}`
}
