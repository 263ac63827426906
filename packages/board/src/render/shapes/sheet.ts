import type { SheetShape } from '../board-shape.ts'
import { drawText, layOutText, type TextBlock } from '../draw-text.ts'
import type { Drawing } from '../drawing.ts'
import { INK } from '../family-colours.ts'
import { SHEET_TEXT } from '../furniture-text.ts'
import { boxOutline } from '../pose.ts'
import { richTextParagraphs } from '../rich-text-paragraphs.ts'
import type { Scene } from '../scene.ts'
import { element } from '../xml.ts'

/** Draws the one text of a text zone on its paper; a long text is set smaller, and then makes the paper longer. */
export function drawSheet({ props }: SheetShape, { measure }: Scene): Drawing {
  const { paddingPx, radiusPx, lineHeight, sizesPx, paper, line } = SHEET_TEXT
  const paragraphs = richTextParagraphs(props.richText)
  const maxWidthPx = Math.max(1, props.w - 2 * paddingPx)
  const room = props.h - 2 * paddingPx
  let text: TextBlock | null = null
  for (const fontSizePx of sizesPx) {
    text = layOutText(paragraphs, { fontSizePx, maxWidthPx, measure, lineHeight })
    if (text.height <= room) break
  }
  const h = Math.max(props.h, (text?.height ?? 0) + 2 * paddingPx)
  const svg =
    element('rect', {
      x: 0.5,
      y: 0.5,
      width: Math.max(0, props.w - 1),
      height: Math.max(0, h - 1),
      rx: radiusPx,
      fill: paper,
      stroke: line,
    }) +
    (text
      ? drawText(text, {
          box: { x: paddingPx, y: paddingPx, w: maxWidthPx, h: 0 },
          colour: INK,
          align: 'start',
          verticalAlign: 'start',
        })
      : '')
  return { svg, reach: boxOutline(props.w, h) }
}
