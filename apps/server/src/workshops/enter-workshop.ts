import type { InvitationPreview } from '@tablee/contract'
import type { Kysely } from 'kysely'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { grantOf, type InvitationRow } from '../invitations/store.ts'
import { findExclusions } from './exclusion-store.ts'
import { moveGuest, placeLate, smallestGroup } from './place-organisation.ts'
import {
  findGuests,
  findPlacedOrganisations,
  findWorkshopInvitation,
  type WorkshopGuest,
} from './place-store.ts'
import { givePlenaryRole } from './plenary-roles.ts'
import { expectedBoard, groupBoardOf, organisationIn } from './reader-place.ts'
import { findWorkshop, findWorkshopBoards, lockWorkshop, type WorkshopRow } from './store.ts'

/**
 * What an invitation means for the workshop that it leads into: its guests get their group, and whoever leads or takes
 * part in one group may also come to the plenary. In the transaction in which she joins.
 */
export async function enterWorkshop(
  db: Kysely<Database>,
  invitation: InvitationRow,
  joiner: { personId: string; said: string | null; now: number },
): Promise<void> {
  const way = await findWorkshopInvitation(db, invitation.id)
  if (way) return enterAsGuest(db, way, joiner)
  const { personId, now } = joiner
  await givePlenaryRole(db, { personId, ...grantOf(invitation) }, now)
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
  if (known && (known.board_id !== null || known.held === 1)) return moveGuest(db, known, known.board_id, now)
  const vouched = way.organisationId ?? (known?.said === null ? known.organisation_id : null)
  const origin =
    vouched === null
      ? { organisation_id: null, said: said ?? known?.said ?? null }
      : { organisation_id: vouched, said: null }
  const guest = { workshop_id: workshop.id, person_id: personId, ...origin, board_id: null, held: 0 }
  await moveGuest(db, guest, await groupFor(db, workshop, guest), now)
}

/**
 * Whom a link of her organisation vouches for goes where that is. Who says herself where she comes from waits until
 * somebody who leads believes her, whether that name is known or not: nobody chooses a table by a name, or learns by
 * being let in who is in the session. Who says nothing is given a table only in a session where no organisation has one.
 */
async function groupFor(
  db: Kysely<Database>,
  workshop: WorkshopRow,
  guest: Pick<WorkshopGuest, 'organisation_id' | 'said' | 'held'>,
): Promise<string | null> {
  if (guest.held === 1 || guest.said !== null) return null
  if (guest.organisation_id !== null) return placeLate(db, workshop, guest.organisation_id)
  return (await isOpenToAnybody(db, workshop)) ? smallestGroup(db, workshop.id, []) : null
}

/** Whether a link is all that it takes to sit at a table: nobody is to be kept from anybody, and no organisation has one. */
async function isOpenToAnybody(
  db: Kysely<Database>,
  { id, state, late_arrivals, cohort_id }: WorkshopRow,
): Promise<boolean> {
  if (state === 'closed' || late_arrivals === 'byHand') return false
  if ((await findPlacedOrganisations(db, id)).length > 0) return false
  return (await findExclusions(db, cohort_id)).length === 0
}

/** A person who opens the workshop: she or her organisation is placed when she never was. @returns whether that changed rights */
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
