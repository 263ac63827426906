/** Digits, or groups of three with a space between, as spreadsheets and people write thousands; a comma or point once. */
const NUMBER = /^[+\-−]?(?:\d+|\d{1,3}(?:[   ]\d{3})+)(?:[.,]\d+)?$|^[+\-−]?[.,]\d+$/

/**
 * The number that somebody typed or pasted, with a comma or a point and thousands apart; null for what is none. The same
 * on the canvas, in tables and in imports: "3 4" is not thirty-four.
 */
export function parseTypedNumber(text: string): number | null {
  const typed = text.trim()
  if (!NUMBER.test(typed)) return null
  const value = Number(typed.replace(/[   ]/g, '').replace('−', '-').replace(',', '.'))
  return Number.isFinite(value) ? value : null
}
