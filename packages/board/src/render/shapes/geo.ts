import type { TLGeoShape } from '@tldraw/tlschema'
import { drawText, layOutText } from '../draw-text.ts'
import type { Drawing } from '../drawing.ts'
import { INK } from '../family-colours.ts'
import { boxOutline } from '../pose.ts'
import { richTextParagraphs } from '../rich-text-paragraphs.ts'
import type { Scene } from '../scene.ts'
import { fillColour, LABEL_PADDING_PX, LABEL_PX, lineColour, STROKE_PX, strokeAttributes } from '../style.ts'
import { element } from '../xml.ts'
import { geoOutline } from './geo-outline.ts'
import { textAlign } from './note.ts'
import { polygonPath } from './paths.ts'

/** Draws a figure and the text in it. */
export function drawGeo(shape: TLGeoShape, { measure }: Scene): Drawing {
  const { props } = shape
  const { w, h } = geoSize(shape)
  const padding = LABEL_PADDING_PX * props.scale
  const text = layOutText(richTextParagraphs(props.richText), {
    fontSizePx: LABEL_PX[props.size] * props.scale,
    maxWidthPx: Math.max(1, w - 2 * padding),
    measure,
  })
  const svg =
    drawOutline(shape, w, h) +
    drawText(text, {
      box: { x: padding, y: padding, w: w - 2 * padding, h: h - 2 * padding },
      colour: props.labelColor === 'black' ? INK : lineColour(props.labelColor),
      align: textAlign(props.align),
      verticalAlign: textAlign(props.verticalAlign),
    })
  return { svg, reach: boxOutline(w, h) }
}

/** A figure's size, in px. */
export function geoSize({ props }: TLGeoShape): { w: number; h: number } {
  return { w: props.w, h: props.h + props.growY }
}

function drawOutline({ props }: TLGeoShape, w: number, h: number): string {
  const colour = lineColour(props.color)
  const stroke = strokeAttributes(colour, STROKE_PX[props.size] * props.scale, props.dash)
  const fill = fillColour(props.fill, props.color)
  switch (props.geo) {
    case 'ellipse':
      return element('ellipse', { cx: w / 2, cy: h / 2, rx: w / 2, ry: h / 2, fill, ...stroke })
    case 'oval':
    case 'cloud':
    case 'heart':
      // The canvas' cloud and heart are decoration; a pill of the same size keeps their place and text.
      return element('rect', { width: w, height: h, rx: Math.min(w, h) / 2, fill, ...stroke })
    case 'x-box':
      return (
        element('rect', { width: w, height: h, fill, ...stroke }) +
        element('path', { d: `M0 0L${w} ${h}M${w} 0L0 ${h}`, fill: 'none', ...stroke })
      )
    case 'check-box':
      return (
        element('rect', { width: w, height: h, fill, ...stroke }) +
        element('path', {
          d: `M${w * 0.25} ${h * 0.52}L${w * 0.45} ${h * 0.82}L${w * 0.82} ${h * 0.22}`,
          fill: 'none',
          ...stroke,
        })
      )
    default:
      return element('path', { d: polygonPath(geoOutline(props.geo, w, h)), fill, ...stroke })
  }
}
