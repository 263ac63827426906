import type { TextMeasurer } from './text-measurer.ts'
import { type TextLine, type TextRun, wrapParagraph } from './wrap-text.ts'
import { element, escapeXml } from './xml.ts'

/** Line height of notes and labels, as a factor: the canvas' own. */
const TEXT_LINE_HEIGHT = 1.35

/**
 * Baseline below the middle of the line, as a factor of the font size: half of IBM Plex Sans' ascent (1.025)
 * minus its descent (0.275).
 */
const BASELINE_FROM_MIDDLE = 0.375

/** Weight of ordinary text; the canvas' "sans" is the same cut. */
const MEDIUM_WEIGHT = 500
const BOLD_WEIGHT = 700

/** Where a block of text sits inside its box. */
export type TextAlign = 'start' | 'middle' | 'end'

/** Lines of text with one size and line height. */
export interface TextBlock {
  lines: TextLine[]
  fontSizePx: number
  lineHeight: number
  /** Widest line, in px. */
  width: number
  /** All lines, in px. */
  height: number
}

/** Wraps paragraphs to a width. */
export function layOutText(
  paragraphs: readonly (readonly TextRun[])[],
  options: { fontSizePx: number; maxWidthPx: number; measure: TextMeasurer; lineHeight?: number },
): TextBlock {
  const lineHeight = options.lineHeight ?? TEXT_LINE_HEIGHT
  const lines = paragraphs.flatMap((paragraph) => wrapParagraph(paragraph, options))
  return {
    lines,
    fontSizePx: options.fontSizePx,
    lineHeight,
    width: Math.max(0, ...lines.map((line) => line.width)),
    height: lines.length * options.fontSizePx * lineHeight,
  }
}

/** Draws a block in a box; empty when there is nothing to read. */
export function drawText(
  block: TextBlock,
  options: {
    box: { x: number; y: number; w: number; h: number }
    colour: string
    align: TextAlign
    verticalAlign: TextAlign
    /** Colour of a halo, for text that crosses a line. */
    halo?: string
  },
): string {
  const { box, colour, align, verticalAlign, halo } = options
  const { fontSizePx, lineHeight } = block
  const x = box.x + box.w * SHARE[align]
  const top = box.y + (box.h - block.height) * SHARE[verticalAlign]
  return block.lines
    .map((line, i) => {
      if (line.runs.length === 0) return ''
      const middle = top + (i + 0.5) * fontSizePx * lineHeight
      const allBold = line.runs.every((run) => run.bold)
      return element(
        'text',
        {
          x,
          y: middle + fontSizePx * BASELINE_FROM_MIDDLE,
          'text-anchor': align === 'start' ? undefined : align,
          'font-size': fontSizePx,
          'font-weight': allBold ? BOLD_WEIGHT : undefined,
          fill: colour,
          stroke: halo,
          'stroke-width': halo ? fontSizePx / 3 : undefined,
          'stroke-linejoin': halo ? 'round' : undefined,
          'paint-order': halo ? 'stroke' : undefined,
        },
        line.runs.map((run) => drawRun(run, allBold)).join(''),
      )
    })
    .join('')
}

const SHARE: Readonly<Record<TextAlign, number>> = { start: 0, middle: 0.5, end: 1 }

function drawRun(run: TextRun, inBoldLine: boolean): string {
  if (run.bold === inBoldLine) return escapeXml(run.text)
  return element('tspan', { 'font-weight': run.bold ? BOLD_WEIGHT : MEDIUM_WEIGHT }, escapeXml(run.text))
}

/** Plain text as paragraphs in one weight, one per line. */
export function plainParagraphs(text: string, bold = false): TextRun[][] {
  return text.split('\n').map((line) => (line ? [{ text: line, bold }] : []))
}
