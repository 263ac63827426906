import type { InvitationPreview } from '@tablee/contract'
import type { Kysely } from 'kysely'
import { insertMembership } from '../cohorts/membership-store.ts'
import { findCohortOrganisations, findOrganisations } from '../cohorts/store.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { grantOf, type InvitationRow } from '../invitations/store.ts'
import { matchOrganisation } from './match-organisation.ts'
import { moveGuest, placeLate, smallestGroup } from './place-organisation.ts'
import { findGuests, findWorkshopInvitation } from './place-store.ts'
import { expectedBoard, groupBoardOf, organisationIn } from './reader-place.ts'
import {
  findWorkshop,
  findWorkshopBoards,
  findWorkshopOfBoard,
  lockWorkshop,
  type WorkshopRow,
} from './store.ts'

/**
 * What an invitation means for the workshop that it leads into: its guests get their group, and whoever is invited to
 * the board of one group may also come to the plenary. In the transaction in which she joins.
 */
export async function enterWorkshop(
  db: Kysely<Database>,
  invitation: InvitationRow,
  joiner: { personId: string; said: string | null; now: number },
): Promise<void> {
  const way = await findWorkshopInvitation(db, invitation.id)
  if (way) return enterAsGuest(db, way, joiner)
  const { role, scopeKind, scopeId } = grantOf(invitation)
  const of = scopeKind === 'board' ? await findWorkshopOfBoard(db, scopeId) : null
  if (of?.kind !== 'group') return
  const plenary = (await findWorkshopBoards(db, [of.workshopId])).find(({ kind }) => kind === 'plenary')
  if (!plenary) return
  const { personId, now } = joiner
  await insertMembership(db, { personId, role, scopeKind: 'board', scopeId: plenary.board_id }, now)
}

async function enterAsGuest(
  db: Kysely<Database>,
  way: { workshopId: string; organisationId: string | null },
  { personId, said, now }: { personId: string; said: string | null; now: number },
): Promise<void> {
  const workshop = await lockWorkshop(db, way.workshopId)
  if (!workshop) return
  // a member of an organisation is no guest: her rights and her group are its own
  const member = await organisationIn(db, workshop, personId)
  if (member !== null) {
    await placeLate(db, workshop, member)
    return
  }
  const known = (await findGuests(db, workshop.id)).find((guest) => guest.person_id === personId)
  // only who runs the workshop moves somebody: joining again leaves her where she is, whatever she says this time
  if (known && known.board_id !== null) return moveGuest(db, known, known.board_id, now)
  // what anybody may say places nobody when the coach places by hand
  const believed = workshop.late_arrivals === 'byHand' ? null : said
  const organisationId =
    way.organisationId ??
    known?.organisation_id ??
    (believed === null ? null : await organisationNamed(db, workshop, believed))
  const guest = {
    workshop_id: workshop.id,
    person_id: personId,
    organisation_id: organisationId,
    said: organisationId === null ? (said ?? known?.said ?? null) : null,
    board_id: null,
  }
  await moveGuest(db, guest, await groupFor(db, workshop, guest), now)
}

/** Who says that she is of an organisation that nobody knows waits: it may be one that somebody must not meet. */
async function groupFor(
  db: Kysely<Database>,
  workshop: WorkshopRow,
  guest: { organisation_id: string | null; said: string | null; board_id: string | null },
): Promise<string | null> {
  if (guest.organisation_id !== null) return placeLate(db, workshop, guest.organisation_id)
  if (guest.board_id !== null) return guest.board_id
  if (guest.said !== null || workshop.late_arrivals === 'byHand' || workshop.state === 'closed') return null
  return smallestGroup(db, workshop.id, [])
}

async function organisationNamed(
  db: Kysely<Database>,
  workshop: WorkshopRow,
  said: string,
): Promise<string | null> {
  const ids = await findCohortOrganisations(db, { cohortIds: [workshop.cohort_id] })
  const organisations = await findOrganisations(
    db,
    ids.map(({ organisationId }) => organisationId),
  )
  return matchOrganisation(
    said,
    organisations.map(({ id, name, profile }) => ({ id, name, aliases: profile.aliases ?? [] })),
  )
}

/** A person who opens the workshop: her organisation is placed when it was not. @returns whether that changed rights */
export async function arrive(
  { db, now }: Pick<Context, 'db' | 'now'>,
  workshopId: string,
  personId: string,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const workshop = await lockWorkshop(transaction, workshopId)
    if (!workshop || workshop.state === 'closed') return false
    const guest = (await findGuests(transaction, workshopId)).find((each) => each.person_id === personId)
    if (guest && guest.board_id !== null) return false
    if (guest) {
      const boardId = await groupFor(transaction, workshop, guest)
      if (boardId !== null) await moveGuest(transaction, guest, boardId, now())
      return boardId !== null
    }
    const organisationId = await organisationIn(transaction, workshop, personId)
    if (organisationId === null) return false
    const placed = await placeLate(transaction, workshop, organisationId)
    return placed !== null
  })
}

/** The workshop that an invitation leads into, as it is told before one joins; null for none. */
export async function workshopBehind(
  db: Kysely<Database>,
  invitation: InvitationRow,
): Promise<InvitationPreview['workshop']> {
  const way = await findWorkshopInvitation(db, invitation.id)
  const workshop = way && (await findWorkshop(db, way.workshopId))
  if (!way || !workshop) return null
  const { title, starts_at } = workshop
  return { title, startsAt: starts_at, asksOrganisation: way.organisationId === null }
}

/** Where the workshop of an invitation expects somebody who has just joined; null for other invitations. */
export async function expectedAfter(
  db: Kysely<Database>,
  invitation: InvitationRow,
  personId: string,
): Promise<{ workshopId: string; boardId: string } | null> {
  const way = await findWorkshopInvitation(db, invitation.id)
  const workshop = way && (await findWorkshop(db, way.workshopId))
  if (!workshop) return null
  const boards = await findWorkshopBoards(db, [workshop.id])
  const plenaryId = boards.find(({ kind }) => kind === 'plenary')?.board_id
  if (plenaryId === undefined) return null
  const groupBoardId = await groupBoardOf(db, workshop, { personId, boards })
  return { workshopId: workshop.id, boardId: expectedBoard(workshop, { plenaryId, groupBoardId }) }
}
