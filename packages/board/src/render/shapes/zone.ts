import type { ZoneShape } from '../board-shape.ts'
import { drawText, layOutText, plainParagraphs } from '../draw-text.ts'
import type { Drawing } from '../drawing.ts'
import { FAMILY_COLOURS, type FamilyColours, INK_SOFT, ON_ACCENT } from '../family-colours.ts'
import { ZONE_TEXT } from '../furniture-text.ts'
import { boxOutline } from '../pose.ts'
import type { Scene } from '../scene.ts'
import { element } from '../xml.ts'
import type { ZoneMarks } from '../zone-mark.ts'
import { zoneMarks } from '../zone-marks.ts'
import { drawMarks } from './zone-marks.ts'

const NO_MARKS: ZoneMarks = { lines: [], labels: [], ghost: null }

/** Draws a zone: its tinted area, its number, title and prompt in the reader's language, and what lies under its notes. */
export function drawZone({ props }: ZoneShape, scene: Scene): Drawing {
  const { lang, measure, meaning } = scene
  const colours = FAMILY_COLOURS[props.family]
  const { paddingPx, borderPx, radiusPx, numberPx, numberGapPx } = ZONE_TEXT
  const at = meaning?.content.zones.findIndex(({ zone }) => zone.id === props.zoneId) ?? -1
  const zone = meaning?.content.zones[at]
  const indent = zone ? numberPx + numberGapPx : 0
  const width = Math.max(1, props.w - 2 * paddingPx)
  const title = layOutText(plainParagraphs(props.title[lang], true), {
    fontSizePx: ZONE_TEXT.titlePx,
    lineHeight: ZONE_TEXT.titleLineHeight,
    maxWidthPx: Math.max(1, width - indent),
    measure,
  })
  const prompt = layOutText(plainParagraphs(props.prompt[lang]), {
    fontSizePx: ZONE_TEXT.promptPx,
    lineHeight: ZONE_TEXT.promptLineHeight,
    maxWidthPx: width,
    measure,
  })
  const area = element('rect', {
    // The line is drawn inside the zone, so that neighbours keep their distance.
    x: borderPx / 2,
    y: borderPx / 2,
    width: Math.max(0, props.w - borderPx),
    height: Math.max(0, props.h - borderPx),
    rx: radiusPx,
    fill: colours.tint,
    stroke: colours.border,
    'stroke-width': borderPx,
  })
  const promptTop = paddingPx + title.height + ZONE_TEXT.gapPx
  const svg =
    area +
    (zone ? drawNumber(at + 1, colours, scene) : '') +
    drawText(title, {
      ...AT_START,
      box: { x: paddingPx + indent, y: paddingPx, w: width - indent, h: 0 },
      colour: colours.title,
    }) +
    drawText(prompt, { ...AT_START, box: { x: paddingPx, y: promptTop, w: width, h: 0 }, colour: INK_SOFT }) +
    drawMarks(zone && meaning ? zoneMarks(zone, { ...meaning, lang }) : NO_MARKS, colours, scene)
  return { svg, reach: boxOutline(props.w, props.h) }
}

function drawNumber(number: number, { accent }: FamilyColours, { measure }: Scene): string {
  const { paddingPx, numberPx, numberTextPx } = ZONE_TEXT
  const radius = numberPx / 2
  const text = layOutText(plainParagraphs(String(number), true), {
    fontSizePx: numberTextPx,
    maxWidthPx: numberPx,
    measure,
  })
  return (
    element('circle', { cx: paddingPx + radius, cy: paddingPx + radius, r: radius, fill: accent }) +
    drawText(text, {
      box: { x: paddingPx, y: paddingPx, w: numberPx, h: numberPx },
      colour: ON_ACCENT,
      align: 'middle',
      verticalAlign: 'middle',
    })
  )
}

const AT_START = { align: 'start', verticalAlign: 'start' } as const
