import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { CURTAINS_ORDER } from './curtain-orders.ts'
import { findNote, findNotes, type NoteRow, updateNote } from './note-store.ts'
import { type CurtainRow, erasing, holdCurtain, setCurtainState } from './store.ts'

interface Where {
  readonly boardId: string
  readonly curtainId: string
}

/**
 * Lets who leads read the anonymous notes before they are revealed, without their writers. Writing stands still
 * meanwhile, and everybody is told: a note that appeared while she reads would say who was writing just then (F2).
 * @throws {AppError} `curtain_named`; `not_found` when no such curtain hangs.
 */
export async function reviewNotes(context: Context, where: Where): Promise<NoteRow[]> {
  await setReading(context, where, 'reading')
  return findNotes(context.db, where.curtainId, ['hidden'])
}

/** Lets people write on behind a curtain whose notes were read. */
export async function resumeWriting(context: Context, where: Where): Promise<void> {
  await setReading(context, where, 'drawn')
}

/**
 * Takes out a note while they are read. Its words are gone; its device is told, and nobody else.
 * @throws {AppError} `not_found` when there is no such note, or the notes are not being read.
 */
export async function removeNote(
  { db, dialect }: Pick<Context, 'db' | 'dialect'>,
  { boardId, curtainId, noteId }: Where & { noteId: string },
): Promise<void> {
  await erasing(db, dialect, async (transaction) => {
    const curtain = await holdCurtain(transaction, dialect, { boardId, id: curtainId })
    const note = await findNote(transaction, { curtainId, id: noteId })
    if (curtain?.state !== 'reading' || note?.state !== 'hidden') throw notFound()
    await updateNote(transaction, note, { state: 'removed', text: '', cells: {} })
  })
}

async function setReading(
  context: Context,
  { boardId, curtainId }: Where,
  state: 'reading' | 'drawn',
): Promise<CurtainRow> {
  const { db, dialect } = context
  const curtain = await db.transaction().execute(async (transaction) => {
    const curtain = await holdCurtain(transaction, dialect, { boardId, id: curtainId })
    if (!curtain || curtain.state === 'lifted' || curtain.state === 'lifting') throw notFound()
    if (!curtain.anonymous) throw new AppError('curtain_named')
    if (curtain.state !== state) await setCurtainState(transaction, curtainId, state)
    return curtain
  })
  await giveOrder(context, CURTAINS_ORDER, { boardId })
  return curtain
}
