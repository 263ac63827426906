import {
  DefaultColorThemePalette,
  type TLDefaultColorStyle,
  type TLDefaultColorThemeColor,
  type TLDefaultDashStyle,
  type TLDefaultFillStyle,
  type TLDefaultSizeStyle,
} from '@tldraw/tlschema'
import { INK, PAPER } from './family-colours.ts'

/** Line widths of the canvas by size, in px at scale 1. */
export const STROKE_PX: Readonly<Record<TLDefaultSizeStyle, number>> = { s: 2, m: 3.5, l: 5, xl: 10 }

/** Font sizes of notes and figures by size, in px at scale 1. */
export const LABEL_PX: Readonly<Record<TLDefaultSizeStyle, number>> = { s: 18, m: 22, l: 26, xl: 32 }

/** Font sizes of arrow labels by size, in px at scale 1. */
export const ARROW_LABEL_PX: Readonly<Record<TLDefaultSizeStyle, number>> = { s: 18, m: 20, l: 24, xl: 28 }

/** Font sizes of free text by size, in px at scale 1. */
export const TEXT_PX: Readonly<Record<TLDefaultSizeStyle, number>> = { s: 18, m: 24, l: 36, xl: 44 }

/** Distance between a note's or figure's edge and its text, in px at scale 1. */
export const LABEL_PADDING_PX = 16

/** The canvas' light colours of a style; black is drawn in ink. */
export function palette(colour: TLDefaultColorStyle): TLDefaultColorThemeColor {
  return DefaultColorThemePalette.lightMode[colour]
}

/** Colour of lines and text. */
export function lineColour(colour: TLDefaultColorStyle): string {
  return colour === 'black' ? INK : palette(colour).solid
}

/** Colour inside a closed figure. */
export function fillColour(fill: TLDefaultFillStyle, colour: TLDefaultColorStyle): string {
  switch (fill) {
    case 'none':
      return 'none'
    case 'semi':
      return PAPER
    case 'fill':
      return palette(colour).fill
    default:
      return palette(colour).semi
  }
}

/** Line attributes of a dash style; the hand-drawn style is drawn plain. */
export function strokeAttributes(
  colour: string,
  widthPx: number,
  dash: TLDefaultDashStyle,
): Record<string, string | number> {
  const attributes = {
    stroke: colour,
    'stroke-width': widthPx,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  }
  if (dash === 'dashed') return { ...attributes, 'stroke-dasharray': `${widthPx * 2} ${widthPx * 2}` }
  if (dash === 'dotted') return { ...attributes, 'stroke-dasharray': `0.1 ${widthPx * 2}` }
  return attributes
}
