import { renderAsync } from '@resvg/resvg-js'
import { type BoardSnapshot, renderBoardSvg, zoneAreas } from '@tablee/board'
import { methodOfBoard } from '../../exports/document/method-of-board.ts'
import { fileStem } from '../../exports/file-names.ts'
import type { ExportedFile } from '../../exports/formats/exported-file.ts'
import { openDrawingFonts } from '../../snapshots/drawing-fonts.ts'
import type { Minutes } from '../minutes.ts'

/** Paper around a zone, in px. */
const MARGIN_PX = 24
/** Widest picture, in px: legible on paper and on a screen of high density. */
const WIDTH_MAX = 1920
/** How much larger than on the board a small zone is drawn. */
const ZOOM_MAX = 2
const SVG_SIZE = /viewBox="[^"]*" width="[^"]*" height="[^"]*"/

/** One picture a zone, in a folder a board; each is called what it shows, with how many notes. */
export async function zonePictures(
  { boards, lang }: Minutes,
  { fontFolder, today }: { fontFolder: string; today: Date },
): Promise<ExportedFile[]> {
  const { files, measure } = await openDrawingFonts(fontFolder)
  const font = { fontFiles: [...files], loadSystemFonts: false, defaultFontFamily: 'IBM Plex Sans' }
  const pictures: ExportedFile[] = []
  for (const { name, board, document } of boards) {
    // the main thread checked its hash, so it is a BoardSnapshot as it was taken
    const snapshot = JSON.parse(board.content) as BoardSnapshot
    const facts = new Map(Object.entries(snapshot.results ?? {}))
    const meaning = { method: methodOfBoard(snapshot), facts, today }
    const { svg } = renderBoardSvg(snapshot.records, { lang, measure, meaning })
    const areas = zoneAreas(snapshot.records)
    for (const [at, zone] of document.zones.entries()) {
      const area = areas.find(({ zoneId }) => zoneId === zone.id)
      if (!area) continue
      const [width, height] = [area.w + 2 * MARGIN_PX, area.h + 2 * MARGIN_PX]
      const box = `${area.x - MARGIN_PX} ${area.y - MARGIN_PX} ${width} ${height}`
      const cut = svg.replace(SVG_SIZE, `viewBox="${box}" width="${width}" height="${height}"`)
      const zoom = Math.min(ZOOM_MAX, WIDTH_MAX / width)
      const image = await renderAsync(cut, { fitTo: { mode: 'zoom', value: zoom }, font })
      const title = `${String(at + 1).padStart(2, '0')} ${zone.title} (${zone.items.length})`
      pictures.push({
        name: `${fileStem(name)}/${fileStem(title)}.png`,
        bytes: Uint8Array.from(image.asPng()),
      })
    }
  }
  return pictures
}
