import type { Kysely } from 'kysely'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { AppError, notFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { CURTAINS_ORDER } from './curtain-orders.ts'
import { findNotes, type NoteRow, updateNote } from './note-store.ts'
import { findCurtains, holdCurtain, markUntold, setCurtainState } from './store.ts'

/**
 * Lifts the curtains before these zones, or all, and reveals what is hidden there. Which notes, and under which ids, is
 * stored first: whatever breaks afterwards, each comes on the board once. Lifting what is lifted does nothing.
 * @returns how many notes were revealed
 * @throws {AppError} `curtain_zone_gone` when a zone is not on the board any more; its notes stay hidden.
 */
export async function liftCurtain(
  context: Context,
  boardId: string,
  zoneIds?: readonly string[],
): Promise<{ notes: number }> {
  const { db, dialect } = context
  const { ids, notes } = await db.transaction().execute(async (transaction) => {
    const ids: string[] = []
    let notes = 0
    for (const { id, zone } of await findCurtains(transaction, boardId)) {
      if (zoneIds && !zoneIds.includes(zone.id)) continue
      const curtain = await holdCurtain(transaction, dialect, { boardId, id })
      if (!curtain || curtain.state === 'lifted') continue
      ids.push(id)
      if (curtain.state === 'lifting') continue
      const hidden = await findNotes(transaction, id, ['hidden'])
      await decide(transaction, hidden)
      notes += hidden.length
      await setCurtainState(transaction, id, 'lifting')
    }
    return { ids, notes }
  })
  if (ids.length === 0) return { notes: 0 }
  await giveOrder(context, CURTAINS_ORDER, { boardId })
  const left = await findCurtains(db, boardId)
  if (left.some(({ id, state }) => ids.includes(id) && state !== 'lifted'))
    throw new AppError('curtain_zone_gone')
  return { notes }
}

/**
 * Reveals a person's own named notes while the curtain hangs on.
 * @returns how many
 * @throws {AppError} `curtain_zone_gone`; `not_found` when no such curtain hangs, or it is anonymous: a note that comes alone is known by that.
 */
export async function revealOwn(
  context: Context,
  where: { boardId: string; curtainId: string },
  personId: string,
): Promise<{ notes: number }> {
  const { db, dialect } = context
  const { boardId, curtainId } = where
  const own = await db.transaction().execute(async (transaction) => {
    const curtain = await holdCurtain(transaction, dialect, { boardId, id: curtainId })
    if (!curtain || curtain.anonymous || curtain.state !== 'drawn') throw notFound()
    const hidden = await findNotes(transaction, curtainId, ['hidden'])
    const own = hidden.filter((note) => note.personId === personId)
    await decide(transaction, own)
    if (own.length > 0) await markUntold(transaction, curtainId)
    return own
  })
  if (own.length === 0) return { notes: 0 }
  await giveOrder(context, CURTAINS_ORDER, { boardId })
  const stillHidden = await findNotes(db, curtainId, ['hidden'])
  const ids = new Set(stillHidden.map(({ id }) => id))
  if (own.some(({ id }) => ids.has(id))) throw new AppError('curtain_zone_gone')
  return { notes: own.length }
}

/** Decides that these notes come on the board, and under which ids: random, so that their order says nothing (A4). */
async function decide(transaction: Kysely<Database>, notes: readonly NoteRow[]): Promise<void> {
  for (const note of notes)
    await updateNote(transaction, note, { state: 'revealing', recordId: newRecordId() })
}

/** An id for a note on the board. */
export function newRecordId(): string {
  return `shape:${newId()}`
}
