import { findBoard } from '../boards/store.ts'
import type { Context } from '../context.ts'
import { cleanText } from '../exports/document/clean-text.ts'
import { withNames } from './mention-text.ts'
import { peopleOfBoard } from './people-of-board.ts'
import { findToldComments } from './store.ts'

/** What somebody put aside on a board, to come back to it later. */
export interface ParkedComment {
  id: string
  /** The note, or the zone, that it is about. */
  targetId: string
  text: string
  /** Null when it is not signed. */
  personId: string | null
}

/** What is put aside on a board and not resolved, in the order in which it was said. */
export async function findParked(context: Pick<Context, 'db'>, boardId: string): Promise<ParkedComment[]> {
  const rows = (await findToldComments(context.db, boardId)).filter(
    ({ kind, thread_id, resolved, text }) =>
      kind === 'later' && thread_id === null && resolved === 0 && text !== '',
  )
  const board = rows.length > 0 ? await findBoard(context.db, boardId) : null
  if (!board) return []
  const people = await peopleOfBoard(context, board)
  const nameOf = new Map(people.map(({ actorId, name }) => [actorId, name]))
  return rows.map(({ id, target_id, text, person_id }) => ({
    id,
    targetId: target_id,
    text: cleanText(withNames(text, nameOf)),
    personId: person_id,
  }))
}
