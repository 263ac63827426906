import type { Lang } from '@tablee/board'
import type { DrawnBoard } from '../background/jobs.ts'
import { packBytes, transferOf } from '../background/packed-bytes.ts'
import type { Context } from '../context.ts'
import type { BoardAuthors } from './find-authors.ts'

const NOBODY: BoardAuthors = { experts: [], organisations: {} }

/** What is drawn besides the board: `orphaned` are items whose origin is gone, `earlier` an earlier snapshot's content. */
export interface DrawOptions {
  lang: Lang
  orphaned?: readonly string[]
  earlier?: string | null
  authors?: BoardAuthors
}

/** Draws from a board, as it is stored now, what its method declares. */
export async function drawExtract(
  { rooms, background, now }: Pick<Context, 'rooms' | 'background' | 'now'>,
  boardId: string,
  { lang, orphaned = [], earlier = null, authors = NOBODY }: DrawOptions,
): Promise<DrawnBoard> {
  const stored = await rooms.read(boardId)
  const today = new Date(now()).toISOString().slice(0, 'YYYY-MM-DD'.length)
  return background.run('extract', () => {
    const updates = packBytes(stored)
    return { takes: { updates, lang, today, orphaned, earlier, authors }, transfer: transferOf(updates) }
  })
}
