import type { TextMeasurer } from '@tablee/board'

/** The family in which boards are drawn; the page has loaded it. */
const FONT = '"IBM Plex Sans", sans-serif'

let context: CanvasRenderingContext2D | null = null

/** Measures text with the browser's own canvas. */
export function canvasMeasurer(): TextMeasurer {
  context ??= document.createElement('canvas').getContext('2d')
  return {
    width(text, fontSizePx, bold) {
      if (!context) return text.length * fontSizePx * 0.55
      context.font = `${bold ? 700 : 500} ${fontSizePx}px ${FONT}`
      return context.measureText(text).width
    },
  }
}
