import type { BannerShape } from '../board-shape.ts'
import { drawText, layOutText, plainParagraphs } from '../draw-text.ts'
import type { Drawing } from '../drawing.ts'
import { FAMILY_COLOURS, INK, ON_ACCENT } from '../family-colours.ts'
import { BANNER_TEXT } from '../furniture-text.ts'
import { boxOutline } from '../pose.ts'
import type { Scene } from '../scene.ts'
import { element } from '../xml.ts'

/** Draws the banner: the method's name and aim in the reader's language, on the family's colour. */
export function drawBanner({ props }: BannerShape, { lang, measure }: Scene): Drawing {
  const { paddingXPx, radiusPx } = BANNER_TEXT
  const width = Math.max(1, props.w - 2 * paddingXPx)
  const title = layOutText(plainParagraphs(props.title[lang], true), {
    fontSizePx: BANNER_TEXT.titlePx,
    lineHeight: BANNER_TEXT.titleLineHeight,
    maxWidthPx: width,
    measure,
  })
  const purpose = layOutText(plainParagraphs(props.purpose[lang]), {
    fontSizePx: BANNER_TEXT.purposePx,
    lineHeight: BANNER_TEXT.purposeLineHeight,
    maxWidthPx: width,
    measure,
  })
  const top = (props.h - title.height - BANNER_TEXT.gapPx - purpose.height) / 2
  const purposeTop = top + title.height + BANNER_TEXT.gapPx
  const svg =
    element('rect', {
      width: props.w,
      height: props.h,
      rx: radiusPx,
      fill: FAMILY_COLOURS[props.family].accent,
    }) +
    drawText(title, { ...AT_START, box: { x: paddingXPx, y: top, w: width, h: 0 }, colour: ON_ACCENT }) +
    drawText(purpose, {
      ...AT_START,
      box: { x: paddingXPx, y: purposeTop, w: width, h: 0 },
      colour: ON_ACCENT,
    })
  return { svg, reach: boxOutline(props.w, props.h) }
}

/** Draws a frame's sheet and name; what lies in it is drawn and clipped by the page. */
export function drawFrameSheet(w: number, h: number, name: string, { measure }: Scene): string {
  const label = layOutText(plainParagraphs(name), { fontSizePx: FRAME_NAME_PX, maxWidthPx: w, measure })
  return (
    element('rect', { width: w, height: h, fill: FRAME_FILL, stroke: FRAME_LINE }) +
    drawText(label, {
      box: { x: 0, y: -FRAME_NAME_GAP_PX, w, h: 0 },
      colour: INK,
      align: 'start',
      verticalAlign: 'end',
    })
  )
}

/** Height above a frame that its name may take, in px: one line and its gap. */
export const FRAME_NAME_HEIGHT_PX = 30

const FRAME_NAME_PX = 16
const FRAME_NAME_GAP_PX = 6
const FRAME_FILL = '#ffffff'
const FRAME_LINE = '#c9ccd1'
const AT_START = { align: 'start', verticalAlign: 'start' } as const
