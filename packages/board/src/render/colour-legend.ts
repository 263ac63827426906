import type { ReadonlyFacts } from '../content/results.ts'
import type { Lang } from '../language.ts'
import { NOTE_COLOURS, NOTE_FILLS, readColourCaptions } from '../note-colours.ts'
import { drawText, layOutText, plainParagraphs } from './draw-text.ts'
import { type Drawing, NOTHING } from './drawing.ts'
import { INK, INK_SOFT } from './family-colours.ts'
import { ZONE_TEXT } from './furniture-text.ts'
import { boxOutline, type Point } from './pose.ts'
import type { TextMeasurer } from './text-measurer.ts'
import { element } from './xml.ts'
import { ZONE_WORDS } from './zone-words.ts'

/** Side of a colour's sample, and the room around the entries, in px. */
const SWATCH_PX = 40
const BESIDE_SWATCH_PX = 14
const BETWEEN_PX = 48
const LINE_PX = 60
/** Between the board and its legend, in px. */
const ABOVE_PX = 40
/** A white sample would not be seen on the paper. */
const SWATCH_LINE = '#8b9099'

const AT_START = { align: 'start', verticalAlign: 'middle' } as const

/**
 * Draws what the colours of a board stand for, in lines under it: `corner` is the lower left corner of the board and
 * `widthPx` how wide its lines may be. Nothing where colours stand for nothing.
 */
export function drawColourLegend(
  facts: ReadonlyFacts,
  { corner, widthPx, lang, measure }: { corner: Point; widthPx: number; lang: Lang; measure: TextMeasurer },
): Drawing {
  const captions = readColourCaptions(facts)
  const told = NOTE_COLOURS.flatMap((colour) => {
    const caption = captions[colour]
    return caption === undefined ? [] : [{ fill: NOTE_FILLS[colour], caption }]
  })
  if (told.length === 0) return NOTHING
  const left = corner.x
  let x = left
  let y = corner.y + ABOVE_PX
  let right = left
  const write = (text: string, colour: string, bold = false) => {
    const lines = layOutText(plainParagraphs(text, bold), {
      fontSizePx: ZONE_TEXT.promptPx,
      maxWidthPx: Number.POSITIVE_INFINITY,
      measure,
    })
    return {
      width: lines.width,
      at: (box: Point) =>
        drawText(lines, { ...AT_START, box: { ...box, w: lines.width, h: LINE_PX }, colour }),
    }
  }
  const heading = write(ZONE_WORDS.colours[lang], INK_SOFT, true)
  let svg = heading.at({ x, y })
  x += heading.width + BETWEEN_PX
  for (const { fill, caption } of told) {
    const words = write(caption, INK)
    const width = SWATCH_PX + BESIDE_SWATCH_PX + words.width
    if (x > left && x + width > left + widthPx) {
      x = left
      y += LINE_PX
    }
    svg += element('rect', {
      x,
      y: y + (LINE_PX - SWATCH_PX) / 2,
      width: SWATCH_PX,
      height: SWATCH_PX,
      rx: 4,
      fill,
      stroke: SWATCH_LINE,
      'stroke-width': 1.5,
    })
    svg += words.at({ x: x + SWATCH_PX + BESIDE_SWATCH_PX, y })
    x += width
    right = Math.max(right, x)
    x += BETWEEN_PX
  }
  const reach = boxOutline(right - left, y + LINE_PX - corner.y).map((point) => ({
    x: point.x + left,
    y: point.y + corner.y,
  }))
  return { svg: element('g', {}, svg), reach }
}
