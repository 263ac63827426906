/** Measures text in IBM Plex Sans; the browser and the server each bring their own. */
export interface TextMeasurer {
  /** Advance width of one line, in px; `bold` is weight 700, otherwise 500. */
  width(text: string, fontSizePx: number, bold: boolean): number
}
