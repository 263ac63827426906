import type { Kysely } from 'kysely'
import { findMemberships } from '../cohorts/membership-store.ts'
import { findCohortOrganisations } from '../cohorts/store.ts'
import type { Database } from '../db/schema.ts'
import { findGuests, findPlacedOrganisations } from './place-store.ts'
import type { WorkshopBoardRow, WorkshopRow } from './store.ts'

/** Roles that make somebody of an organisation. */
const MEMBER_ROLES: readonly string[] = ['participant', 'holder', 'mentor']

/** The organisation of the workshop's cohort that somebody is of; null for none. */
export async function organisationIn(
  db: Kysely<Database>,
  workshop: Pick<WorkshopRow, 'cohort_id'>,
  personId: string,
): Promise<string | null> {
  const memberships = await findMemberships(db, personId)
  const inside = await findCohortOrganisations(db, { cohortIds: [workshop.cohort_id] })
  const ids = new Set(inside.map(({ organisationId }) => organisationId))
  const own = memberships.find(
    ({ role, scopeKind, scopeId }) =>
      scopeKind === 'organisation' && MEMBER_ROLES.includes(role) && ids.has(scopeId),
  )
  return own?.scopeId ?? null
}

/** The board of somebody's group: her organisation's, her own as a guest, or the first that she leads; else null. */
export async function groupBoardOf(
  db: Kysely<Database>,
  workshop: WorkshopRow,
  { personId, boards }: { personId: string; boards: readonly WorkshopBoardRow[] },
): Promise<string | null> {
  const guest = (await findGuests(db, workshop.id)).find((each) => each.person_id === personId)
  if (guest?.board_id) return guest.board_id
  const organisationId = await organisationIn(db, workshop, personId)
  if (organisationId !== null) {
    const placed = await findPlacedOrganisations(db, workshop.id)
    const own = placed.find((place) => place.organisationId === organisationId)
    if (own) return own.boardId
  }
  const roles = await findMemberships(db, personId)
  const given = boards.find(
    ({ kind, board_id }) =>
      kind === 'group' &&
      roles.some(({ scopeKind, scopeId }) => scopeKind === 'board' && scopeId === board_id),
  )
  return given?.board_id ?? null
}

/** Where somebody is expected now: the plenary until the groups are called, then her group when she has one. */
export function expectedBoard(
  workshop: Pick<WorkshopRow, 'state' | 'here'>,
  { plenaryId, groupBoardId }: { plenaryId: string; groupBoardId: string | null },
): string {
  return workshop.state === 'running' && workshop.here === 'groups' && groupBoardId !== null
    ? groupBoardId
    : plenaryId
}
