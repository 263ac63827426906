import { type NoteCell, TO_FILL } from '../../content/note-cells.ts'
import { drawText, layOutText } from '../draw-text.ts'
import { INK, INK_SOFT, PAPER } from '../family-colours.ts'
import { NOTE_CELL_TEXT, noteCellsHeight } from '../furniture-text.ts'
import type { Scene } from '../scene.ts'
import { element } from '../xml.ts'
import { nameAnd } from '../zone-words.ts'
import { cutOff } from './cut-off.ts'

/** How much of the note's colour the lines under its text leave through. */
const FOOT_OPACITY = 0.6

/** Draws the cells of a note as lines at its foot. */
export function drawNoteCells(
  cells: readonly NoteCell[],
  { top, width, scale }: { top: number; width: number; scale: number },
  { lang, measure }: Scene,
): string {
  if (cells.length === 0) return ''
  const { fontPx, linePx, paddingXPx, paddingYPx, most } = NOTE_CELL_TEXT
  const sizePx = fontPx * scale
  const room = width - 2 * paddingXPx * scale
  const lines = cells.slice(0, most).map(({ label, value, state }, at) => {
    const name = nameAnd(label, '', lang)
    const nameWidth = measure.width(name, sizePx, false)
    const rest = cutOff(value || TO_FILL[lang], {
      widthPx: room - nameWidth,
      sizePx,
      bold: value !== '',
      measure,
    })
    const whole = nameWidth < room * 0.8
    const runs = whole
      ? [
          { text: name, bold: false },
          { text: rest, bold: value !== '' },
        ]
      : [{ text: cutOff(name + value, { widthPx: room, sizePx, bold: false, measure }), bold: false }]
    const block = layOutText([runs], { fontSizePx: sizePx, maxWidthPx: Number.POSITIVE_INFINITY, measure })
    return drawText(block, {
      box: {
        x: paddingXPx * scale,
        y: top + (paddingYPx + at * linePx) * scale,
        w: room,
        h: linePx * scale,
      },
      colour: state === 'missing' ? INK_SOFT : INK,
      align: 'start',
      verticalAlign: 'middle',
    })
  })
  const foot = element('rect', {
    y: top,
    width,
    height: noteCellsHeight(cells.length) * scale,
    fill: PAPER,
    'fill-opacity': FOOT_OPACITY,
  })
  return foot + lines.join('')
}
