import { allows, type BoardView, isGranted, type Membership, type Place, type Role } from '@tablee/contract'
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { strictestLevel } from './approval.ts'
import { lastStatements } from './store.ts'

/** Who comes to a board from outside of its organisation. */
const OUTSIDERS: readonly Role[] = ['expert', 'partner', 'vendor']

/**
 * What the organisations of a board allow, taken together: the strictest level, and whatever any of them reserves. On a
 * board that several share, whether one of them said no or reserves something is for who may see the answers of all:
 * the others would know which. Nor is it
 * for who was only invited from outside.
 */
export async function boardConsent(
  db: Kysely<Database>,
  place: Place,
  memberships: readonly Membership[],
): Promise<BoardView['consent']> {
  const { programmeId, cohortId, organisationIds = [] } = place
  if (cohortId === undefined || organisationIds.length === 0)
    return { level: null, refused: false, reservations: 0 }
  const general = await lastStatements(db, { cohortId, caseId: null })
  const answers = organisationIds.map((id) => general.get(id))
  const given = answers.filter((answer) => answer !== undefined && isGranted(answer.state))
  const isComplete = given.length === answers.length
  const isInside = memberships.some(
    (one) => !OUTSIDERS.includes(one.role) && allows('board.view', [one], place),
  )
  const tellsAll =
    (organisationIds.length === 1 && isInside) ||
    allows('consent.view', memberships, { programmeId, cohortId })
  return {
    level: isComplete ? strictestLevel(given.map((answer) => answer?.level ?? null)) : null,
    refused: tellsAll && answers.some((answer) => answer !== undefined && !isGranted(answer.state)),
    reservations: tellsAll ? given.filter((answer) => answer?.state === 'co_reserves').length : 0,
  }
}
