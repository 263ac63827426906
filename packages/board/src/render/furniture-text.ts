/** Type and spacing inside a zone, in px; line heights are factors. The canvas uses the same numbers. */
export const ZONE_TEXT = {
  paddingPx: 24,
  titlePx: 44,
  titleLineHeight: 1.2,
  gapPx: 6,
  promptPx: 28,
  promptLineHeight: 1.3,
  radiusPx: 12,
  borderPx: 2,
  /** Diameter of the zone's number, and the space between it and the title. */
  numberPx: 52,
  numberGapPx: 16,
  numberTextPx: 30,
} as const

/** Type and spacing inside the banner, in px; line heights are factors. The canvas uses the same numbers. */
export const BANNER_TEXT = {
  paddingXPx: 40,
  titlePx: 64,
  titleLineHeight: 1.2,
  gapPx: 8,
  purposePx: 36,
  purposeLineHeight: 1.35,
  radiusPx: 12,
} as const

/** Type and spacing of the lines under a note's text, in px at scale 1; both renderers use the same numbers. */
export const NOTE_CELL_TEXT = {
  fontPx: 14,
  linePx: 21,
  paddingXPx: 12,
  paddingYPx: 8,
  /** The most lines that a note shows; the rest is in its panel. */
  most: 8,
} as const

/** The height of the lines under a note's text, in px at scale 1; 0 for a note without any. */
export function noteCellsHeight(cells: number): number {
  if (cells === 0) return 0
  return Math.min(cells, NOTE_CELL_TEXT.most) * NOTE_CELL_TEXT.linePx + 2 * NOTE_CELL_TEXT.paddingYPx
}

/**
 * Type, spacing and colours of a sheet, in px; the line height is a factor. `sizesPx` are tried from the largest on until
 * the whole text fits. The canvas uses the same numbers.
 */
export const SHEET_TEXT = {
  paddingPx: 20,
  lineHeight: 1.45,
  radiusPx: 6,
  sizesPx: [24, 22, 20, 18, 16, 14],
  paper: '#ffffff',
  line: '#d9dbdf',
} as const
