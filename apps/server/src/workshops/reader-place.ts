import type { Role } from '@tablee/contract'
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

/** The board of somebody's group: the first that she leads, her own as a guest, or her organisation's; else null. */
export async function groupBoardOf(
  db: Kysely<Database>,
  workshop: WorkshopRow,
  { personId, boards }: { personId: string; boards: readonly WorkshopBoardRow[] },
): Promise<string | null> {
  const roles = await findMemberships(db, personId)
  const heldOn = (boardId: string, role?: Role) =>
    roles.some(
      (held) =>
        held.scopeKind === 'board' && held.scopeId === boardId && (role === undefined || held.role === role),
    )
  const groups = boards.filter(({ kind }) => kind === 'group').map(({ board_id }) => board_id)
  const led = groups.find((id) => heldOn(id, 'facilitator'))
  if (led !== undefined) return led
  const guest = (await findGuests(db, workshop.id)).find((each) => each.person_id === personId)
  if (guest?.board_id) return guest.board_id
  const organisationId = await organisationIn(db, workshop, personId)
  if (organisationId !== null) {
    const placed = await findPlacedOrganisations(db, workshop.id)
    const own = placed.find((place) => place.organisationId === organisationId)
    if (own) return own.boardId
  }
  return groups.find((id) => heldOn(id)) ?? null
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
