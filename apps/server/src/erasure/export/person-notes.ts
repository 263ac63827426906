import { packBytes, transferOf } from '../../background/packed-bytes.ts'
import type { Context } from '../../context.ts'

/** One note as its writer takes it away. */
export interface ExportedNote {
  zone: string
  text: string
}

/** A person's notes on a board as it is stored now. */
export async function notesOnBoard(
  { rooms, background }: Pick<Context, 'rooms' | 'background'>,
  { boardId, actorId }: { boardId: string; actorId: string },
): Promise<ExportedNote[]> {
  const stored = await rooms.read(boardId)
  return background.run('notesOf', () => {
    const updates = packBytes(stored)
    return { takes: { from: { updates }, actorId }, transfer: transferOf(updates) }
  })
}

/** A person's notes in a snapshot. */
export async function notesOnSnapshot(
  { db, background }: Pick<Context, 'db' | 'background'>,
  { snapshotId, actorId }: { snapshotId: string; actorId: string },
): Promise<ExportedNote[]> {
  const row = await db
    .selectFrom('snapshot')
    .select('content')
    .where('id', '=', snapshotId)
    .executeTakeFirst()
  if (!row) return []
  return background.run('notesOf', () => ({ takes: { from: { content: row.content }, actorId } }))
}
