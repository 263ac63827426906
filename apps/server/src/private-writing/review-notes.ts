import type { AttemptRule } from '../accounts/attempts/attempt-limiter.ts'
import type { Context } from '../context.ts'
import { erasing } from '../db/erasing.ts'
import { AppError, notFound } from '../errors.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { CURTAINS_ORDER } from './curtain-orders.ts'
import { findNote, findNotes, type NoteRow, updateNote } from './note-store.ts'
import { type CurtainRow, holdCurtain, setCurtainState } from './store.ts'

/** How long people write on before the notes are read again: who wrote in between must not be told by it (F2). */
const WRITING_ON: AttemptRule = { name: 'private-review', max: 1, windowMs: 60_000 }

interface Where {
  readonly boardId: string
  readonly curtainId: string
}

/**
 * Lets who leads read the anonymous notes before they are revealed, without their writers. Writing stands still
 * meanwhile, and everybody is told: a note that appeared while she reads would say who was writing just then (F2).
 * @throws {AppError} `curtain_named`; `rate_limited` when people write on since less than a minute; `not_found` when no such curtain hangs.
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
    if (curtain.state === state) return curtain
    // counted under the state in which people write: from the moment they do, whichever process is asked next
    const writing = `${curtainId} ${curtain.revision + (state === 'drawn' ? 1 : 0)}`
    const retryAfterSeconds = await context.attempts.take(WRITING_ON, writing)
    if (state === 'reading' && retryAfterSeconds > 0)
      throw new AppError('rate_limited', { retryAfterSeconds })
    await setCurtainState(transaction, curtainId, state)
    return curtain
  })
  await giveOrder(context, CURTAINS_ORDER, { boardId })
  return curtain
}
