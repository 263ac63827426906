import type { TextMeasurer } from '../text-measurer.ts'

/** A text of one line, cut off with an ellipsis where it would leave its width, in px. */
export function cutOff(
  text: string,
  {
    widthPx,
    sizePx,
    bold,
    measure,
  }: { widthPx: number; sizePx: number; bold: boolean; measure: TextMeasurer },
): string {
  if (measure.width(text, sizePx, bold) <= widthPx) return text
  const letters = [...text]
  let fits = 0
  let ends = letters.length
  while (fits < ends) {
    const middle = Math.ceil((fits + ends) / 2)
    const start = letters.slice(0, middle).join('').trimEnd()
    if (measure.width(`${start}…`, sizePx, bold) <= widthPx) fits = middle
    else ends = middle - 1
  }
  return `${letters.slice(0, fits).join('').trimEnd()}…`
}
