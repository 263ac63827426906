import { allows, type Place } from '@tablee/contract'
import { canView } from '../boards/rules.ts'
import { placeOfBoard } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { barredAt } from '../doors/pass-door.ts'
import type { SeenWorkshop } from '../workshops/require-workshop.ts'

/** The boards that somebody may see and whose door is open to her, each with its place. */
export async function openPlaces(
  db: Context['db'],
  boardIds: readonly string[],
  { memberships, person }: SeenWorkshop['signedIn'],
): Promise<ReadonlyMap<string, Place>> {
  const places = new Map<string, Place>()
  for (const boardId of new Set(boardIds)) {
    const place = await placeOfBoard(db, boardId)
    if (!place || !canView(memberships, place)) continue
    const leads = allows('script.run', memberships, place)
    if ((await barredAt(db, { boardId, personId: person.id, leads })) === null) places.set(boardId, place)
  }
  return places
}
