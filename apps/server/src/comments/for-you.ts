import { allows, type ForYou } from '@tablee/contract'
import type { SignedIn } from '../accounts/session.ts'
import { canView } from '../boards/rules.ts'
import { type BoardRow, findBoard } from '../boards/store.ts'
import { placeOfBoard } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { barredAt } from '../doors/pass-door.ts'
import { withNames } from './mention-text.ts'
import { peopleOfBoard } from './people-of-board.ts'
import { findMentions } from './store.ts'

/** Most mentions that are listed, the latest first. */
const LISTED_MAX = 100

/** What names a person on boards that she may still see. */
export async function readForYou(context: Context, { person, memberships }: SignedIn): Promise<ForYou> {
  const { db } = context
  const rows = await findMentions(db, person.id, LISTED_MAX)
  const boards = new Map<string, { board: BoardRow; nameOf: ReadonlyMap<string, string> }>()
  for (const id of new Set(rows.map(({ boardId }) => boardId))) {
    const board = await findBoard(db, id)
    const place = await placeOfBoard(db, id)
    if (!board || !place || !canView(memberships, place)) continue
    const leads = allows('script.run', memberships, place)
    if ((await barredAt(db, { boardId: id, personId: person.id, leads })) !== null) continue
    const people = await peopleOfBoard(context, board)
    boards.set(id, { board, nameOf: new Map(people.map(({ actorId, name }) => [actorId, name])) })
  }
  const mentions = rows.flatMap(({ boardId, seen, resolved, text, ...row }): ForYou['mentions'] => {
    const found = boards.get(boardId)
    if (!found) return []
    const { board, nameOf } = found
    return [
      {
        ...row,
        board: { id: board.id, title: board.title },
        text: withNames(text, nameOf),
        seen: seen === 1,
        resolved: resolved === 1,
      },
    ]
  })
  return { unseen: mentions.filter(({ seen, resolved }) => !seen && !resolved).length, mentions }
}
