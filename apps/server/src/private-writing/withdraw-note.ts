import type { withdrawNoteRequestSchema } from '@tablee/contract'
import type * as z from 'zod'
import { forbidDeleted } from '../attention/deleted-store.ts'
import type { Context } from '../context.ts'
import { erasing } from '../db/erasing.ts'
import { AppError, notFound } from '../errors.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { CURTAINS_ORDER, REVEALED_NOTE_ORDER } from './curtain-orders.ts'
import { NoteConflict, ownerOf, requireStep, type Sender } from './keep-note.ts'
import { owns } from './note-key.ts'
import { deleteNotes, findNote } from './note-store.ts'
import { holdCurtain } from './store.ts'

/**
 * Takes one's note back: before the reveal nothing of it is left, after it the note leaves the board. Asking again does
 * nothing.
 * @throws {AppError} `not_found` for a note or a curtain that is not hers to know of.
 * @throws {AppError} `step_closed` after the reveal, in a step that lets nobody write there.
 * @throws {NoteConflict} when another device has changed the note meanwhile: its words were not seen.
 */
export async function withdrawNote(
  context: Context,
  sender: Sender,
  { curtainId, id, key, revision }: z.output<typeof withdrawNoteRequestSchema>,
): Promise<void> {
  const { db, dialect } = context
  const { boardId } = sender
  const shown = await erasing(db, dialect, async (transaction) => {
    const curtain = await holdCurtain(transaction, dialect, { boardId, id: curtainId })
    if (!curtain) throw notFound()
    const note = await findNote(transaction, { curtainId, id })
    if (!note) return null
    if (!owns(ownerOf(curtain, sender, key), note)) throw notFound()
    if (note.state === 'removed') throw new AppError('private_note_removed')
    if (note.state !== 'hidden') return { curtain, note }
    if (note.revision !== revision) throw new NoteConflict(curtain, note)
    await deleteNotes(transaction, curtainId, [id])
    if (note.keyHash !== null) sender.quota.giveBack(curtainId, sender.personId)
    return null
  })
  if (shown === null) return
  const { curtain, note } = shown
  if (note.recordId === null) return
  await requireStep(context, sender, curtain)
  if (note.state === 'revealing') await giveOrder(context, CURTAINS_ORDER, { boardId })
  // before the board is touched: nothing that was taken off it, or is being put back, outlives her words (A8)
  await forbidDeleted(context, boardId, note.recordId)
  await giveOrder(context, REVEALED_NOTE_ORDER, { boardId, recordId: note.recordId, change: null })
  await erasing(db, dialect, (transaction) => deleteNotes(transaction, curtainId, [id]))
}
