import { renderAsync } from '@resvg/resvg-js'
import { type BoardRecord, type RenderedBoard, renderBoardSvg } from '@tablee/board'
import { openDrawingFonts } from '../snapshots/drawing-fonts.ts'
import type { Drawing, Jobs } from './jobs.ts'

/** Largest picture, in pixels: 24 MB while it is made. */
const PNG_PIXELS_MAX = 6_000_000
/** Widest picture, in px: a screen of high density. */
const PNG_WIDTH_MAX = 2560

/** Draws a board as SVG with real text. */
export async function svgJob(drawing: Drawing): Promise<Jobs['svg']['gives']> {
  return (await draw(drawing)).svg
}

/** The same drawing as pixels, shrunk when it would be too large. */
export async function pngJob(drawing: Drawing): Promise<Jobs['png']['gives']> {
  const { svg, width, height } = await draw(drawing)
  const { files } = await openDrawingFonts(drawing.fontFolder)
  const fitting = Math.min(1, PNG_WIDTH_MAX / width, Math.sqrt(PNG_PIXELS_MAX / (width * height)))
  // A very long and flat board keeps at least one row of pixels.
  const zoom = Math.max(fitting, 1 / width, 1 / height)
  const image = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: zoom },
    font: { fontFiles: [...files], loadSystemFonts: false, defaultFontFamily: 'IBM Plex Sans' },
  })
  // Copied: what another library allocated may not change threads.
  return Uint8Array.from(image.asPng())
}

async function draw(drawing: Drawing): Promise<RenderedBoard> {
  const { content, fontFolder, method, facts = {}, today, ...options } = drawing
  const { measure } = await openDrawingFonts(fontFolder)
  // the main thread wrote it from a board's records, or read it from a snapshot whose hash matches
  const { records } = JSON.parse(content) as { records: BoardRecord[] }
  const meaning = method && {
    method,
    facts: new Map(Object.entries(facts)),
    today: today === undefined ? new Date() : new Date(today),
  }
  return renderBoardSvg(records, { ...options, measure, ...(meaning && { meaning }) })
}
