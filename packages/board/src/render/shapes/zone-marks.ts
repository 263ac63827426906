import { drawText, layOutText, plainParagraphs, type TextBlock } from '../draw-text.ts'
import { type FamilyColours, INK_SOFT } from '../family-colours.ts'
import { NOTE_CELL_TEXT } from '../furniture-text.ts'
import type { Scene } from '../scene.ts'
import { element } from '../xml.ts'
import {
  GHOST,
  LINE_LOOKS,
  MARK_TEXT,
  markColour,
  type ZoneGhost,
  type ZoneLabel,
  type ZoneMarks,
} from '../zone-mark.ts'
import { cutOff } from './cut-off.ts'

/** Draws what lies in a zone under its notes. */
export function drawMarks({ lines, labels, ghost }: ZoneMarks, colours: FamilyColours, scene: Scene): string {
  return (
    lines
      .map(({ from, to, kind }) => {
        const { widthPx, dash } = LINE_LOOKS[kind]
        return element('line', {
          x1: from.x,
          y1: from.y,
          x2: to.x,
          y2: to.y,
          stroke: kind === 'today' ? colours.accent : colours.border,
          'stroke-width': widthPx,
          'stroke-dasharray': dash,
        })
      })
      .join('') +
    labels.map((label) => drawLabel(label, colours, scene)).join('') +
    (ghost ? drawGhost(ghost, colours, scene) : '')
  )
}

function drawLabel(label: ZoneLabel, colours: FamilyColours, { measure }: Scene): string {
  const { x, y, w, sizePx, align, bold = false, lines = 1 } = label
  const text = lines > 1 ? label.text : cutOff(label.text, { widthPx: w, sizePx, bold, measure })
  const block = layOutText(plainParagraphs(text, bold), {
    fontSizePx: sizePx,
    lineHeight: MARK_TEXT.lineHeight,
    maxWidthPx: lines > 1 ? w : Number.POSITIVE_INFINITY,
    measure,
  })
  return drawText(lastCutOff(block, lines), {
    box: { x, y, w, h: 0 },
    colour: markColour(label.tone, colours),
    align,
    verticalAlign: 'start',
  })
}

/** The lines that there is room for; the last says that there is more. */
function lastCutOff(block: TextBlock, most: number): TextBlock {
  const lines = block.lines.slice(0, most)
  const last = lines.at(-1)
  if (block.lines.length <= most || !last) return block
  const runs = last.runs.map((run, at) =>
    at === last.runs.length - 1 ? { ...run, text: `${run.text}…` } : run,
  )
  return { ...block, lines: [...lines.slice(0, -1), { ...last, runs }] }
}

function drawGhost({ x, y, text, cells }: ZoneGhost, colours: FamilyColours, { measure }: Scene): string {
  const { paddingXPx, linePx, fontPx, paddingYPx, most } = NOTE_CELL_TEXT
  const shown = cells.slice(0, most)
  const cellsTop = y + GHOST.sidePx - shown.length * linePx - paddingYPx
  const lay = (words: string, fontSizePx: number) =>
    layOutText(plainParagraphs(words), { fontSizePx, maxWidthPx: GHOST.sidePx - 2 * paddingXPx, measure })
  return (
    element('rect', {
      x,
      y,
      width: GHOST.sidePx,
      height: GHOST.sidePx,
      rx: 4,
      fill: 'none',
      stroke: colours.title,
      'stroke-opacity': GHOST.opacity,
      'stroke-width': 2,
      'stroke-dasharray': '8 8',
    }) +
    drawText(lay(text, GHOST.textPx), {
      box: {
        x: x + paddingXPx,
        y: y + paddingYPx,
        w: GHOST.sidePx - 2 * paddingXPx,
        h: cellsTop - y - paddingYPx,
      },
      colour: INK_SOFT,
      align: 'middle',
      verticalAlign: 'middle',
    }) +
    shown
      .map((cell, at) =>
        drawText(
          lay(
            cutOff(cell, { widthPx: GHOST.sidePx - 2 * paddingXPx, sizePx: fontPx, bold: false, measure }),
            fontPx,
          ),
          {
            box: { x: x + paddingXPx, y: cellsTop + at * linePx, w: 0, h: linePx },
            colour: INK_SOFT,
            align: 'start',
            verticalAlign: 'middle',
          },
        ),
      )
      .join('')
  )
}
