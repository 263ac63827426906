import type { Lang } from '@tablee/board'
import { allows, type ParkedItem } from '@tablee/contract'
import { findParked } from '../comments/parked.ts'
import type { Context } from '../context.ts'
import type { SeenWorkshop } from '../workshops/require-workshop.ts'
import { openPlaces } from './open-places.ts'
import { findParkedBoards } from './store.ts'
import { titlesOn } from './titles-on.ts'

/** What earlier sessions of the cohort put aside, on boards that the reader may see; the latest session first. */
export async function readParkedItems(
  context: Context,
  { workshop, signedIn, may }: SeenWorkshop,
  lang: Lang,
): Promise<ParkedItem[]> {
  if (workshop.state === 'closed') return []
  const { db } = context
  const boards = await findParkedBoards(db, workshop)
  const places = await openPlaces(
    db,
    boards.map(({ boardId }) => boardId),
    signedIn,
  )
  const read: ParkedItem[] = []
  for (const { boardId, title, kind, name, workshopId, workshopTitle } of boards) {
    const place = places.get(boardId)
    if (!place) continue
    const leads = may.run || allows('script.run', signedIn.memberships, place)
    const titleOf = await titlesOn(context, boardId, lang)
    for (const { id, targetId, text, personId } of await findParked(context, boardId))
      read.push({
        workshop: { id: workshopId, title: workshopTitle },
        board: { id: boardId, title, group: kind === 'group' ? name : null },
        commentId: id,
        text,
        about: titleOf(targetId),
        mayResolve: leads || personId === signedIn.person.id,
      })
  }
  return read
}
