import { join } from 'node:path'
import { renderAsync } from '@resvg/resvg-js'
import { type BoardRecord, type Lang, renderBoardSvg } from '@tablee/board'
import { openDrawingFonts } from './drawing-fonts.ts'

/** Largest picture, in pixels: 24 MB while it is made. */
const PNG_PIXELS_MAX = 6_000_000
/** Widest picture, in px: a screen of high density. */
const PNG_WIDTH_MAX = 2560

/** Draws boards without a browser. */
export interface BoardDrawer {
  /** The board as SVG with real text. */
  svg(
    records: readonly BoardRecord[],
    options: { lang: Lang; title?: string; desc?: string },
  ): Promise<string>
  /** The same drawing as pixels, shrunk when it would be too large. */
  png(records: readonly BoardRecord[], options: { lang: Lang }): Promise<Uint8Array>
}

/** A drawer that keeps its unpacked fonts under the data folder. */
export function createBoardDrawer(dataDir: string): BoardDrawer {
  const fonts = () => openDrawingFonts(join(dataDir, 'cache', 'fonts'))
  let queue: Promise<unknown> = Promise.resolve()
  const draw = async (
    records: readonly BoardRecord[],
    options: { lang: Lang; title?: string; desc?: string },
  ) => renderBoardSvg(records, { ...options, measure: (await fonts()).measure })
  return {
    svg: async (records, options) => (await draw(records, options)).svg,
    async png(records, options) {
      const { svg, width, height } = await draw(records, options)
      const { files } = await fonts()
      const fitting = Math.min(1, PNG_WIDTH_MAX / width, Math.sqrt(PNG_PIXELS_MAX / (width * height)))
      // A very long and flat board keeps at least one row of pixels.
      const zoom = Math.max(fitting, 1 / width, 1 / height)
      // One picture at a time, off the main loop: each needs a core and tens of megabytes.
      const next = queue.then(() => rasterise(svg, files, zoom))
      queue = next.catch(() => undefined)
      return next
    },
  }
}

async function rasterise(svg: string, fontFiles: readonly string[], zoom: number): Promise<Uint8Array> {
  const image = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: zoom },
    font: { fontFiles: [...fontFiles], loadSystemFonts: false, defaultFontFamily: 'IBM Plex Sans' },
  })
  return image.asPng()
}
