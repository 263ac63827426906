import { join } from 'node:path'
import type { BoardRecord } from '@tablee/board'
import type { BackgroundThread } from '../background/background-thread.ts'
import type { Drawing, Jobs } from '../background/jobs.ts'

/** What is drawn: records, or the content of a snapshot as it is kept, which is faster for a large one. */
type DrawnBoard = readonly BoardRecord[] | string

/** How a board is drawn; with its method, zones show what they mean. */
type DrawOptions = Pick<Drawing, 'lang' | 'method' | 'facts' | 'today'>

/** Draws boards without a browser. */
export interface BoardDrawer {
  /** The board as SVG with real text. */
  svg(board: DrawnBoard, options: DrawOptions & Pick<Drawing, 'title' | 'desc'>): Promise<string>
  /** The same drawing as pixels, shrunk when it would be too large. */
  png(board: DrawnBoard, options: DrawOptions): Promise<Uint8Array>
  /** Where shapes lie in the same drawing. */
  places(
    board: DrawnBoard,
    options: DrawOptions & { shapeIds: readonly string[] },
  ): Promise<Jobs['places']['gives']>
}

/**
 * A drawer that keeps its unpacked fonts under the data folder. It draws beside the main thread: a board of 10,000
 * shapes takes half a second.
 */
export function createBoardDrawer(dataDir: string, background: BackgroundThread): BoardDrawer {
  const fontFolder = join(dataDir, 'cache', 'fonts')
  const drawing = (board: DrawnBoard, options: Omit<Drawing, 'content' | 'fontFolder'>) => ({
    takes: { ...options, fontFolder, content: typeof board === 'string' ? board : contentOf(board) },
  })
  return {
    svg: (board, options) => background.run('svg', () => drawing(board, options)),
    png: (board, options) => background.run('png', () => drawing(board, options)),
    places: (board, { shapeIds, ...options }) =>
      background.run('places', () => ({ takes: { drawing: drawing(board, options).takes, shapeIds } })),
  }
}

function contentOf(records: readonly BoardRecord[]): string {
  return JSON.stringify({ records })
}
