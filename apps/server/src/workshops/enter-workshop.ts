import type { InvitationPreview } from '@tablee/contract'
import type { Kysely } from 'kysely'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { grantOf, type InvitationRow } from '../invitations/store.ts'
import { findExclusions } from './exclusion-store.ts'
import { organisationNames } from './named-organisations.ts'
import { moveGuest, placeLate, smallestGroup } from './place-organisation.ts'
import { findGuests, findWorkshopInvitation, type WorkshopGuest } from './place-store.ts'
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
  const origin =
    way.organisationId === null
      ? await saidOrigin(db, workshop, { known, said })
      : { organisation_id: way.organisationId, said: null }
  const guest = { workshop_id: workshop.id, person_id: personId, ...origin, board_id: null, held: 0 }
  await moveGuest(db, guest, await groupFor(db, workshop, guest), now)
}

/** Where somebody comes from by her own account, or by what was known of her before. */
async function saidOrigin(
  db: Kysely<Database>,
  workshop: WorkshopRow,
  { known, said }: { known: WorkshopGuest | undefined; said: string | null },
): Promise<Pick<WorkshopGuest, 'organisation_id' | 'said'>> {
  if (known && known.organisation_id !== null)
    return { organisation_id: known.organisation_id, said: known.said }
  const text = said ?? known?.said ?? null
  if (text === null || (await isPlacedByCoach(db, workshop))) return { organisation_id: null, said: text }
  const named = await organisationNames(db, workshop.cohort_id)
  return { organisation_id: named(text), said: text }
}

/**
 * Who says that she is of an organisation that nobody knows waits: it may be one that somebody must not meet. Where
 * somebody must not meet somebody, nobody is placed by what she says or does not say.
 */
async function groupFor(
  db: Kysely<Database>,
  workshop: WorkshopRow,
  guest: Pick<WorkshopGuest, 'organisation_id' | 'said' | 'held'>,
): Promise<string | null> {
  if (guest.held === 1) return null
  const isVouchedFor = guest.organisation_id !== null && guest.said === null
  if (!isVouchedFor && (await isPlacedByCoach(db, workshop))) return null
  if (guest.organisation_id !== null) return placeLate(db, workshop, guest.organisation_id)
  if (guest.said !== null || workshop.state === 'closed') return null
  return smallestGroup(db, workshop.id, [])
}

/** Whether a coach places whoever nobody vouches for: by choice, or since some organisations may not meet. */
async function isPlacedByCoach(
  db: Kysely<Database>,
  { late_arrivals, cohort_id }: WorkshopRow,
): Promise<boolean> {
  return late_arrivals === 'byHand' || (await findExclusions(db, cohort_id)).length > 0
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
