import { findMemberships, insertMembership } from '../cohorts/membership-store.ts'
import { placesOfScope } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import type { SeenWorkshop } from './require-workshop.ts'

/**
 * Gives somebody who has a role in the cohort the groups that she leads, and takes the others of this workshop.
 * Without any she does not lead the plenary either.
 * @returns the boards on which she may have less now: those of the groups, the one where they are collated, and the
 * plenary when no group is left
 * @throws {AppError} `not_found` for somebody else, `workshop_group_unknown`
 */
export async function assignFacilitator(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { boards, cohort, plenary }: SeenWorkshop,
  { personId, boardIds }: { personId: string; boardIds: readonly string[] },
): Promise<string[]> {
  if (!plenary) throw notFound()
  const groupIds = boards.filter(({ kind }) => kind === 'group').map(({ board_id }) => board_id)
  if (!boardIds.every((id) => groupIds.includes(id))) throw new AppError('workshop_group_unknown')
  const roles = await findMemberships(db, personId)
  const places = await Promise.all(roles.map((role) => placesOfScope(db, role.scopeKind, role.scopeId)))
  if (!places.flat().some(({ cohortId }) => cohortId === cohort.cohortId)) throw notFound()
  await db.transaction().execute(async (transaction) => {
    await transaction
      .deleteFrom('membership')
      .where('person_id', '=', personId)
      .where('role', '=', 'facilitator')
      .where('scope_kind', '=', 'board')
      .where('scope_id', 'in', [plenary.board_id, ...groupIds])
      .execute()
    for (const scopeId of boardIds.length > 0 ? [plenary.board_id, ...boardIds] : [])
      await insertMembership(
        transaction,
        { personId, role: 'facilitator', scopeKind: 'board', scopeId },
        now(),
      )
  })
  const closed = ['group', 'collated', ...(boardIds.length > 0 ? [] : ['plenary'])]
  return boards.filter(({ kind }) => closed.includes(kind)).map(({ board_id }) => board_id)
}
