import type { Lang, LocalisedText } from '@tablee/board'
import { allows, type OpenAction } from '@tablee/contract'
import type { Context } from '../context.ts'
import type { SeenWorkshop } from '../workshops/require-workshop.ts'
import { findWorkshopBoards } from '../workshops/store.ts'
import { openPlaces } from './open-places.ts'
import { findOpenActions } from './store.ts'

/** What earlier sessions of the cohort left open, on boards that the reader may see; the latest session first. */
export async function readOpenActions(
  { db, boardItems }: Context,
  { workshop, plenary, signedIn, may }: SeenWorkshop,
  lang: Lang,
): Promise<OpenAction[]> {
  if (workshop.state === 'closed') return []
  const rows = await findOpenActions(db, workshop)
  const boards = await findWorkshopBoards(db, [...new Set(rows.map(({ workshop_id }) => workshop_id))])
  const boardOf = new Map(boards.map((board) => [board.board_id, board]))
  const places = await openPlaces(
    db,
    rows.map(({ board_id }) => board_id),
    signedIn,
  )
  const items = plenary
    ? ((await boardItems.of([plenary.board_id], lang)).get(plenary.board_id)?.items ?? [])
    : []
  const taken = new Set(items.flatMap(({ source }) => (source ? [`${source.boardId}/${source.itemId}`] : [])))
  return rows.flatMap((row): OpenAction[] => {
    const board = boardOf.get(row.board_id)
    const place = places.get(row.board_id)
    if (!board || !place) return []
    // keepOutcomes wrote it
    const who = JSON.parse(row.who) as LocalisedText
    return [
      {
        workshop: { id: row.workshop_id, title: row.workshopTitle },
        board: { id: row.board_id, title: board.title, group: board.kind === 'group' ? board.name : null },
        itemId: row.item_id,
        text: row.text,
        who: who[lang],
        when: row.due,
        done: row.done_in !== null,
        mayTick: may.run || allows('board.write', signedIn.memberships, place),
        taken: taken.has(`${row.board_id}/${row.item_id}`),
      },
    ]
  })
}
