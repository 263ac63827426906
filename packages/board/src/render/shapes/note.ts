import type { TLNoteShape, TLTextShape } from '@tldraw/tlschema'
import { drawText, layOutText, type TextAlign, type TextBlock } from '../draw-text.ts'
import type { Drawing } from '../drawing.ts'
import { INK } from '../family-colours.ts'
import { noteCellsHeight } from '../furniture-text.ts'
import { boxOutline } from '../pose.ts'
import { richTextParagraphs } from '../rich-text-paragraphs.ts'
import type { Scene } from '../scene.ts'
import { LABEL_PADDING_PX, LABEL_PX, lineColour, palette, TEXT_PX } from '../style.ts'
import { widestWord } from '../wrap-text.ts'
import { element } from '../xml.ts'
import { drawNoteCells } from './note-cells.ts'

/** Side of a note at scale 1, in px. */
const NOTE_PX = 200

/** Smallest size to which a note's text is shrunk before the note grows instead, in px at scale 1. */
const SMALLEST_NOTE_TEXT_PX = 14

const SHADOW_OFFSET_PX = 4
const SHADOW = '#22262b'
const SHADOW_OPACITY = 0.12

/** Draws a note with its shadow and text. */
export function drawNote(note: TLNoteShape, scene: Scene): Drawing {
  const { props } = note
  const text = noteText(note, scene)
  const cells = scene.cellsOf(note.id)
  const { w, h } = noteSize(note, scene, text)
  const cellsTop = h - noteCellsHeight(cells.length) * props.scale
  const padding = LABEL_PADDING_PX * props.scale
  const offset = SHADOW_OFFSET_PX * props.scale
  const svg =
    element('rect', {
      x: offset / 2,
      y: offset,
      width: w,
      height: h,
      rx: 3 * props.scale,
      fill: SHADOW,
      'fill-opacity': SHADOW_OPACITY,
    }) +
    element('rect', { width: w, height: h, rx: 2 * props.scale, fill: palette(props.color).note.fill }) +
    drawText(text, {
      box: { x: padding, y: padding, w: w - 2 * padding, h: cellsTop - 2 * padding },
      colour: props.labelColor === 'black' ? INK : lineColour(props.labelColor),
      align: textAlign(props.align),
      verticalAlign: props.verticalAlign,
    }) +
    drawNoteCells(cells, { top: cellsTop, width: w, scale: props.scale }, scene)
  return { svg, reach: boxOutline(w, h) }
}

/**
 * A note's size, in px: as the canvas grew it, or as tall as its text needs when no canvas has seen it yet, with its
 * cells under the text.
 */
export function noteSize(
  note: TLNoteShape,
  scene: Scene,
  text: TextBlock = noteText(note, scene),
): { w: number; h: number } {
  const { scale, growY } = note.props
  const needed = text.height + (2 * LABEL_PADDING_PX + noteCellsHeight(scene.cellsOf(note.id).length)) * scale
  return { w: NOTE_PX * scale, h: Math.max((NOTE_PX + growY) * scale, needed) }
}

function noteText({ props }: TLNoteShape, { measure }: Scene): TextBlock {
  const { scale } = props
  const paragraphs = richTextParagraphs(props.richText)
  const maxWidthPx = (NOTE_PX - 2 * LABEL_PADDING_PX) * scale
  const room = (NOTE_PX + props.growY - 2 * LABEL_PADDING_PX) * scale
  const lay = (fontSizePx: number) => layOutText(paragraphs, { fontSizePx, maxWidthPx, measure })
  // 0 means that no canvas has shrunk the text; otherwise it is the size itself, in px at scale 1.
  let size = props.fontSizeAdjustment || LABEL_PX[props.size]
  let block = lay(size * scale)
  while (
    size > SMALLEST_NOTE_TEXT_PX &&
    (block.height > room || widestWord(paragraphs, size * scale, measure) > maxWidthPx)
  ) {
    size -= 1
    block = lay(size * scale)
  }
  return block
}

/** Draws free text. */
export function drawTextShape(shape: TLTextShape, scene: Scene): Drawing {
  const { props } = shape
  const text = freeText(shape, scene)
  const w = props.autoSize ? text.width : props.w * props.scale
  const svg = drawText(text, {
    box: { x: 0, y: 0, w, h: text.height },
    colour: lineColour(props.color),
    align: props.textAlign,
    verticalAlign: 'start',
  })
  return { svg, reach: svg ? boxOutline(w, text.height) : [] }
}

/** The size of free text, in px. */
export function freeTextSize(shape: TLTextShape, scene: Scene): { w: number; h: number } {
  const text = freeText(shape, scene)
  return { w: shape.props.autoSize ? text.width : shape.props.w * shape.props.scale, h: text.height }
}

function freeText({ props }: TLTextShape, { measure }: Scene): TextBlock {
  return layOutText(richTextParagraphs(props.richText), {
    fontSizePx: TEXT_PX[props.size] * props.scale,
    maxWidthPx: props.autoSize ? Number.POSITIVE_INFINITY : props.w * props.scale,
    measure,
  })
}

/** The alignment as drawn; the older `-legacy` values mean the middle. */
export function textAlign(align: string): TextAlign {
  return align === 'start' || align === 'end' ? align : 'middle'
}
