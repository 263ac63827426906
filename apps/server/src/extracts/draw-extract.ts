import type { Lang } from '@tablee/board'
import type { DrawnBoard } from '../background/jobs.ts'
import { packBytes, transferOf } from '../background/packed-bytes.ts'
import type { Context } from '../context.ts'

/** Draws from a board, as it is stored now, what its method declares. `orphaned`: items whose origin is gone. */
export async function drawExtract(
  { rooms, background, now }: Pick<Context, 'rooms' | 'background' | 'now'>,
  boardId: string,
  lang: Lang,
  orphaned: readonly string[] = [],
): Promise<DrawnBoard> {
  const stored = await rooms.read(boardId)
  const today = new Date(now()).toISOString().slice(0, 'YYYY-MM-DD'.length)
  return background.run('extract', () => {
    const updates = packBytes(stored)
    return { takes: { updates, lang, today, orphaned }, transfer: transferOf(updates) }
  })
}
