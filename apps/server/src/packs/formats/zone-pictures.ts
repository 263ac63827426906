import { Resvg, type ResvgRenderOptions } from '@resvg/resvg-js'
import { type BoardSnapshot, renderBoardSvg, zoneAreas } from '@tablee/board'
import { methodOfBoard } from '../../exports/document/method-of-board.ts'
import { distinctNames, fileStem } from '../../exports/file-names.ts'
import type { ExportedFile } from '../../exports/formats/exported-file.ts'
import { openDrawingFonts } from '../../snapshots/drawing-fonts.ts'
import type { Minutes } from '../minutes.ts'

/** Paper around a zone, in px. */
const MARGIN_PX = 24
/** Widest picture, in px: legible on paper and on a screen of high density. */
const WIDTH_MAX = 1920
/** How much larger than on the board a small zone is drawn. */
const ZOOM_MAX = 2

/** One picture a zone, in a folder a board; each is called what it shows, with how many notes. */
export async function zonePictures(
  { boards, lang }: Minutes,
  { fontFolder, today }: { fontFolder: string; today: Date },
): Promise<ExportedFile[]> {
  const { files, measure } = await openDrawingFonts(fontFolder)
  const font = { fontFiles: [...files], loadSystemFonts: false, defaultFontFamily: 'IBM Plex Sans' }
  const pictures: ExportedFile[] = []
  const distinct = distinctNames()
  for (const { name, board, document } of boards) {
    // the main thread checked its hash, so it is a BoardSnapshot as it was taken
    const snapshot = JSON.parse(board.content) as BoardSnapshot
    const facts = new Map(Object.entries(snapshot.results ?? {}))
    const meaning = { method: methodOfBoard(snapshot), facts, today }
    const { svg } = renderBoardSvg(snapshot.records, { lang, measure, meaning })
    const areas = zoneAreas(snapshot.records)
    const folder = distinct(fileStem(name))
    const draw = cutter(svg, font)
    for (const [at, zone] of document.zones.entries()) {
      const area = areas.find(({ zoneId }) => zoneId === zone.id)
      if (!area) continue
      const [width, height] = [area.w + 2 * MARGIN_PX, area.h + 2 * MARGIN_PX]
      const bytes = draw({ x: area.x - MARGIN_PX, y: area.y - MARGIN_PX, width, height })
      if (!bytes) continue
      const title = `${String(at + 1).padStart(2, '0')} ${zone.title} (${zone.items.length})`
      pictures.push({
        name: `${folder}/${fileStem(title)}.png`,
        bytes,
      })
    }
  }
  return pictures
}

/**
 * Cuts pictures out of one drawing. Reading it takes longer than drawing a part of it, so it is read once for each size
 * that zones are drawn in, not for each zone.
 */
function cutter(svg: string, font: ResvgRenderOptions['font']) {
  const read = new Map<number, Resvg>()
  return (box: { x: number; y: number; width: number; height: number }): Uint8Array<ArrayBuffer> | null => {
    const zoom = Math.min(ZOOM_MAX, WIDTH_MAX / box.width)
    const drawing = read.get(zoom) ?? new Resvg(svg, { fitTo: { mode: 'zoom', value: zoom }, font })
    read.set(zoom, drawing)
    const cut = drawing.getBBox()
    // of a board on which nothing is drawn
    if (!cut) return null
    drawing.cropByBBox(Object.assign(cut, box))
    return Uint8Array.from(drawing.render().asPng())
  }
}
