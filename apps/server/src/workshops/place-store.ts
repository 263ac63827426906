import type { Kysely, Selectable } from 'kysely'
import { rememberWriter } from '../cohorts/board-store.ts'
import type { Database } from '../db/schema.ts'
import type { WorkshopTables } from './tables.ts'

/** The group of an organisation. */
export interface PlacedOrganisation {
  readonly organisationId: string
  readonly boardId: string
}
/** Who came by the workshop's invitation, with her name. */
export type WorkshopGuest = Selectable<WorkshopTables['workshop_guest']> & { readonly name: string }

/** Which organisation is in which group. */
export function findPlacedOrganisations(
  db: Kysely<Database>,
  workshopId: string,
): Promise<PlacedOrganisation[]> {
  return db
    .selectFrom('workshop_place')
    .select(['organisation_id as organisationId', 'board_id as boardId'])
    .where('workshop_id', '=', workshopId)
    .orderBy('organisation_id')
    .execute()
}

/** Puts an organisation into a group, or takes it out of all. */
export async function putOrganisation(
  db: Kysely<Database>,
  place: { workshopId: string; organisationId: string; boardId: string | null },
): Promise<void> {
  const { workshopId, organisationId, boardId } = place
  await db
    .deleteFrom('workshop_held')
    .where('workshop_id', '=', workshopId)
    .where('organisation_id', '=', organisationId)
    .execute()
  if (boardId === null) {
    await db
      .deleteFrom('workshop_place')
      .where('workshop_id', '=', workshopId)
      .where('organisation_id', '=', organisationId)
      .execute()
    return
  }
  await db
    .insertInto('workshop_place')
    .values({ workshop_id: workshopId, organisation_id: organisationId, board_id: boardId })
    .onConflict((conflict) =>
      conflict.columns(['workshop_id', 'organisation_id']).doUpdateSet({ board_id: boardId }),
    )
    .execute()
  await rememberWriter(db, { organisationId, boardId })
}

/** Lets an organisation without a group wait until it is given one by hand. */
export async function holdOrganisation(
  db: Kysely<Database>,
  held: Selectable<WorkshopTables['workshop_held']>,
): Promise<void> {
  await db
    .insertInto('workshop_held')
    .values(held)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Whether an organisation waits because a coach said so. */
export async function isHeld(
  db: Kysely<Database>,
  { workshopId, organisationId }: { workshopId: string; organisationId: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('workshop_held')
    .select('workshop_id')
    .where('workshop_id', '=', workshopId)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst()
  return row !== undefined
}

/** The organisation of somebody who came by the invitation of the workshop that a board belongs to; null for none. */
export async function findGuestOrganisation(
  db: Kysely<Database>,
  { boardId, personId }: { boardId: string; personId: string },
): Promise<string | null> {
  const row = await db
    .selectFrom('workshop_guest')
    .innerJoin('workshop_board', 'workshop_board.workshop_id', 'workshop_guest.workshop_id')
    .select('workshop_guest.organisation_id as organisationId')
    .where('workshop_board.board_id', '=', boardId)
    .where('workshop_guest.person_id', '=', personId)
    .executeTakeFirst()
  return row?.organisationId ?? null
}

/** Whom organisations vouch for among the guests of the workshop that a board belongs to. */
export async function findGuestsAround(
  db: Kysely<Database>,
  boardId: string,
): Promise<{ personId: string; organisationId: string }[]> {
  const rows = await db
    .selectFrom('workshop_guest')
    .innerJoin('workshop_board', 'workshop_board.workshop_id', 'workshop_guest.workshop_id')
    .select(['workshop_guest.person_id as personId', 'workshop_guest.organisation_id as organisationId'])
    .where('workshop_board.board_id', '=', boardId)
    .execute()
  return rows.flatMap(({ personId, organisationId }) =>
    organisationId === null ? [] : [{ personId, organisationId }],
  )
}

/** Who came by the workshop's invitation, by name. */
export function findGuests(db: Kysely<Database>, workshopId: string): Promise<WorkshopGuest[]> {
  return db
    .selectFrom('workshop_guest')
    .innerJoin('person', 'person.id', 'workshop_guest.person_id')
    .selectAll('workshop_guest')
    .select('person.name as name')
    .where('workshop_guest.workshop_id', '=', workshopId)
    .orderBy('person.name')
    .orderBy('person.id')
    .execute()
}

/** Notes where a guest comes from and which group's board is hers. */
export async function putGuest(
  db: Kysely<Database>,
  guest: Selectable<WorkshopTables['workshop_guest']>,
): Promise<void> {
  const { organisation_id, said, board_id, held } = guest
  await db
    .insertInto('workshop_guest')
    .values(guest)
    .onConflict((conflict) =>
      conflict.columns(['workshop_id', 'person_id']).doUpdateSet({ organisation_id, said, board_id, held }),
    )
    .execute()
}

/** Of the workshop that an invitation leads into, what a joiner is told or asked. */
export async function findWorkshopInvitation(
  db: Kysely<Database>,
  invitationId: string,
): Promise<{ workshopId: string; organisationId: string | null } | null> {
  const row = await db
    .selectFrom('workshop_invitation')
    .select(['workshop_id as workshopId', 'organisation_id as organisationId'])
    .where('invitation_id', '=', invitationId)
    .executeTakeFirst()
  return row ?? null
}

/** The invitations that lead into a workshop for one organisation, or for all; the newest first. */
export function findWorkshopInvitations(
  db: Kysely<Database>,
  { workshopId, organisationId }: { workshopId: string; organisationId: string | null },
): Promise<string[]> {
  const query = db
    .selectFrom('workshop_invitation')
    .innerJoin('invitation', 'invitation.id', 'workshop_invitation.invitation_id')
    .select('invitation.id as id')
    .where('workshop_invitation.workshop_id', '=', workshopId)
    .where('invitation.revoked_at', 'is', null)
    .orderBy('invitation.created_at', 'desc')
  return (
    organisationId === null
      ? query.where('workshop_invitation.organisation_id', 'is', null)
      : query.where('workshop_invitation.organisation_id', '=', organisationId)
  )
    .execute()
    .then((rows) => rows.map(({ id }) => id))
}

/** Notes that an invitation leads into a workshop. */
export async function insertWorkshopInvitation(
  db: Kysely<Database>,
  row: Selectable<WorkshopTables['workshop_invitation']>,
): Promise<void> {
  await db.insertInto('workshop_invitation').values(row).execute()
}
