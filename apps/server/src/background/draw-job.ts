import { renderAsync } from '@resvg/resvg-js'
import { type BoardSnapshot, type RenderedBoard, renderBoardSvg } from '@tablee/board'
import { methodOfBoard } from '../exports/document/method-of-board.ts'
import { openDrawingFonts } from '../snapshots/drawing-fonts.ts'
import type { Drawing, Jobs } from './jobs.ts'
import { opaquePng } from './opaque-png.ts'

/** Largest picture, in pixels: 24 MB while it is made. */
const PNG_PIXELS_MAX = 6_000_000
/** Widest picture, in px: a screen of high density. */
const PNG_WIDTH_MAX = 2560
const BEHIND_PAPER = '#ffffff'

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
    // the paper of the drawing may end within the last row of pixels
    background: BEHIND_PAPER,
    font: { fontFiles: [...files], loadSystemFonts: false, defaultFontFamily: 'IBM Plex Sans' },
  })
  return opaquePng({ rgba: image.pixels, width: image.width, height: image.height })
}

/** Where shapes lie in that drawing. */
export async function placesJob({
  drawing,
  shapeIds,
}: Jobs['places']['takes']): Promise<Jobs['places']['gives']> {
  const { x, y, width, height, places } = await draw(drawing)
  return {
    picture: { x, y, width, height },
    places: shapeIds.flatMap((shapeId) => {
      const box = places.get(shapeId)
      return box === undefined ? [] : [{ shapeId, ...box }]
    }),
  }
}

async function draw(drawing: Drawing): Promise<RenderedBoard> {
  const { content, fontFolder, today, ...options } = drawing
  const { measure } = await openDrawingFonts(fontFolder)
  // the main thread wrote it from a board's records, or read it from a snapshot whose hash matches
  const drawn = JSON.parse(content) as Pick<BoardSnapshot, 'records'> | BoardSnapshot
  const kept = 'template' in drawn ? { method: methodOfBoard(drawn), facts: drawn.results } : {}
  const { method = kept.method, facts = kept.facts ?? {} } = drawing
  const meaning = method && {
    method,
    facts: new Map(Object.entries(facts)),
    today: today === undefined ? new Date() : new Date(today),
  }
  return renderBoardSvg(drawn.records, { ...options, measure, ...(meaning && { meaning }) })
}
