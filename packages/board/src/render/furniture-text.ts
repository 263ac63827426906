/** Type and spacing inside a zone, in px; line heights are factors. The canvas uses the same numbers. */
export const ZONE_TEXT = {
  paddingPx: 24,
  titlePx: 40,
  titleLineHeight: 1.25,
  gapPx: 4,
  promptPx: 24,
  promptLineHeight: 1.35,
  radiusPx: 12,
  borderPx: 2,
} as const

/** Type and spacing inside the banner, in px; line heights are factors. The canvas uses the same numbers. */
export const BANNER_TEXT = {
  paddingXPx: 40,
  titlePx: 56,
  titleLineHeight: 1.2,
  gapPx: 8,
  purposePx: 32,
  purposeLineHeight: 1.35,
  radiusPx: 12,
} as const
