import { erasePerson } from '@tablee/board'
import * as z from 'zod'
import { packBytes, transferOf } from '../background/packed-bytes.ts'
import { actorOn } from '../boards/actor.ts'
import { findBoard } from '../boards/store.ts'
import type { Context } from '../context.ts'
import { erasing } from '../db/erasing.ts'
import type { BoardOrderKind } from '../nodes/board-orders.ts'
import { forgetClaims } from './forget-person.ts'
import { maskOf, type PersonWords } from './person-words.ts'
import { findSubject } from './store.ts'
import { wordsAt } from './words-at.ts'

/** Rounds of looking and erasing: somebody may write her name while it is being taken out. */
const ROUNDS_MAX = 3

const orderSchema = z.object({ boardId: z.string(), erasureId: z.string() })
const answerSchema = z.object({ records: z.int().min(0) })

/**
 * Takes a person off a board, and folds its log so that no row of it has a letter of what was there. What to look for is
 * read from the erasure's row: no name travels between processes. Nobody is sent away, and what people have on their way
 * comes after it as ever.
 */
export const ERASE_ORDER: BoardOrderKind<z.infer<typeof orderSchema>, z.infer<typeof answerSchema>> = {
  name: 'erasePerson',
  order: orderSchema,
  answer: answerSchema,
  async carryOut(context, { boardId, erasureId }) {
    const { db, dialect, rooms } = context
    const subject = await findSubject(context, erasureId)
    const board = await findBoard(db, boardId)
    // it is over, or the board is gone: whoever carries it out again finds nothing to do
    if (subject?.kind !== 'person' || !board) return { records: 0 }
    const words = await wordsAt(db, subject, board.cohort.id)
    const { actorId } = actorOn(board.actorKey, boardId, subject.personId)
    const person = { actorId, mask: maskOf(words) }
    let records = 0
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      const ids = await tracesOn(context, { boardId, words, actorId })
      const changed = await rooms.edit(boardId, (doc) => erasePerson(doc, person, ids))
      records += changed.records
      if (ids.length === 0) break
    }
    // what was on its way when her row went came with her id
    await erasing(db, dialect, (transaction) => forgetClaims(transaction, subject.personId))
    await rooms.fold(boardId)
    return { records }
  },
}

/** Found beside the main thread, which then touches only these. */
async function tracesOn(
  { rooms, background }: Pick<Context, 'rooms' | 'background'>,
  { boardId, ...looking }: { boardId: string; words: PersonWords; actorId: string },
): Promise<string[]> {
  const stored = await rooms.read(boardId)
  return background.run('traces', () => {
    const updates = packBytes(stored)
    return { takes: { updates, ...looking }, transfer: transferOf(updates) }
  })
}
