import type { TLImageShape } from '@tldraw/tlschema'
import { drawText, layOutText, plainParagraphs } from '../draw-text.ts'
import type { Drawing } from '../drawing.ts'
import { INK_SOFT } from '../family-colours.ts'
import { boxOutline } from '../pose.ts'
import type { Scene } from '../scene.ts'
import { element, escapeXml } from '../xml.ts'

const PLACEHOLDER_FILL = '#ecebe6'
const PLACEHOLDER_LINE = '#c9ccd1'
const PLACEHOLDER_PADDING_PX = 16
const PLACEHOLDER_TEXT_PX = 18

/** Pictures that may stand inside the drawing: pixels only, since an SVG could load something. */
const INLINE_PICTURE = /^data:image\/(?:png|jpeg|webp|gif);base64,[A-Za-z0-9+/=]+$/

/** Draws an image that travels in the board itself; any other is a placeholder with its alternative text. */
export function drawImage({ props }: TLImageShape, scene: Scene): Drawing {
  const { w, h } = props
  const src = props.assetId ? scene.imageAsset(props.assetId)?.props.src : null
  const reach = boxOutline(w, h)
  if (!src || !INLINE_PICTURE.test(src)) return { svg: placeholder(w, h, props.altText, scene), reach }
  const { topLeft, bottomRight } = props.crop ?? { topLeft: { x: 0, y: 0 }, bottomRight: { x: 1, y: 1 } }
  const whole = { w: w / (bottomRight.x - topLeft.x || 1), h: h / (bottomRight.y - topLeft.y || 1) }
  const name = props.altText ? element('title', {}, escapeXml(props.altText)) : ''
  const picture = element(
    'image',
    {
      href: src,
      x: -topLeft.x * whole.w,
      y: -topLeft.y * whole.h,
      width: whole.w,
      height: whole.h,
      preserveAspectRatio: 'none',
    },
    name,
  )
  // A nested svg cuts what the crop left outside.
  return { svg: element('svg', { width: w, height: h, overflow: 'hidden' }, picture), reach }
}

function placeholder(w: number, h: number, altText: string, { measure }: Scene): string {
  const text = layOutText(altText ? plainParagraphs(altText) : [], {
    fontSizePx: PLACEHOLDER_TEXT_PX,
    maxWidthPx: Math.max(1, w - 2 * PLACEHOLDER_PADDING_PX),
    measure,
  })
  return (
    element('rect', { width: w, height: h, rx: 4, fill: PLACEHOLDER_FILL, stroke: PLACEHOLDER_LINE }) +
    drawText(text, { box: { x: 0, y: 0, w, h }, colour: INK_SOFT, align: 'middle', verticalAlign: 'middle' })
  )
}
