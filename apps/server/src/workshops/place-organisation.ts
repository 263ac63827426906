import type { Kysely } from 'kysely'
import { rememberWriter } from '../cohorts/board-store.ts'
import { insertMembership } from '../cohorts/membership-store.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { findExclusions } from './exclusion-store.ts'
import { organisationNames } from './named-organisations.ts'
import {
  findGuests,
  findPlacedOrganisations,
  holdOrganisation,
  isHeld,
  putGuest,
  putOrganisation,
  type WorkshopGuest,
} from './place-store.ts'
import { findWorkshopBoards, lockWorkshop, type WorkshopRow } from './store.ts'

/**
 * Puts an organisation into a group, or lets it wait in the plenary until it is put into one; its guests go along. What
 * it wrote stays where it is.
 * @returns the guests' way out: the others of the organisation are found by their roles
 * @throws {AppError} `workshop_closed`, `workshop_group_unknown`, `workshop_placement_excluded`
 */
export async function placeOrganisation(
  context: Pick<Context, 'db' | 'now'>,
  workshopId: string,
  { organisationId, boardId }: { organisationId: string; boardId: string | null },
): Promise<{ fromBoardId: string | null }> {
  return context.db.transaction().execute(async (transaction) => {
    const workshop = await requireOpenWorkshop(transaction, workshopId)
    if (boardId !== null && !(await groupIds(transaction, workshopId)).includes(boardId))
      throw new AppError('workshop_group_unknown')
    const placed = await findPlacedOrganisations(transaction, workshopId)
    const fromBoardId = placed.find((place) => place.organisationId === organisationId)?.boardId ?? null
    if (fromBoardId === boardId) return { fromBoardId: null }
    if (
      boardId !== null &&
      !(await closedGroups(transaction, workshop, organisationId)).every((id) => id !== boardId)
    )
      throw new AppError('workshop_placement_excluded')
    await putOrganisation(transaction, { workshopId, organisationId, boardId })
    if (boardId === null)
      await holdOrganisation(transaction, { workshop_id: workshopId, organisation_id: organisationId })
    // whom somebody put at another table stays there
    for (const guest of await findGuests(transaction, workshopId))
      if (guest.organisation_id === organisationId && [null, fromBoardId].includes(guest.board_id))
        await moveGuest(transaction, guest, boardId, context.now())
    return { fromBoardId }
  })
}

/** Where a guest is put, and by whom. */
interface GuestPlace {
  readonly personId: string
  readonly boardId: string | null
  /** What is said of where she comes from; null takes it from her, undefined leaves it. */
  readonly organisationId?: string | null | undefined
  /** Who plans may know who is kept apart from whom, and so be told that a table is closed to somebody. */
  readonly plans: boolean
}

/**
 * Puts a guest into a group, or lets her wait in the plenary until she is put into one. In the group of the organisation
 * that she named she is believed. Who does not plan puts whoever is of an organisation, or says so, nowhere but there:
 * refused for some tables only, it would tell who is kept apart from whom. Taking an organisation from her and seating her
 * elsewhere are two decisions: in one it would be the way around both.
 * @throws {AppError} `workshop_closed`, `workshop_group_unknown`, `workshop_placement_excluded`,
 * `workshop_guest_elsewhere`, `not_found` for somebody else
 */
export async function placeGuest(
  context: Pick<Context, 'db' | 'now'>,
  workshopId: string,
  { personId, boardId, organisationId, plans }: GuestPlace,
): Promise<{ fromBoardId: string | null }> {
  return context.db.transaction().execute(async (transaction) => {
    const workshop = await requireOpenWorkshop(transaction, workshopId)
    if (boardId !== null && !(await groupIds(transaction, workshopId)).includes(boardId))
      throw new AppError('workshop_group_unknown')
    const guest = (await findGuests(transaction, workshopId)).find((each) => each.person_id === personId)
    if (!guest) throw new AppError('not_found')
    if (organisationId === undefined && guest.board_id === boardId) return { fromBoardId: null }
    const named = await organisationNames(transaction, workshop.cohort_id)
    const before = guest.organisation_id ?? (guest.said === null ? null : named(guest.said))
    const of = organisationId ?? before
    const own = (await findPlacedOrganisations(transaction, workshopId)).find(
      (place) => place.organisationId === of,
    )
    const isStaying = organisationId === null && guest.board_id === boardId
    if (of !== null && boardId !== null && own?.boardId !== boardId && !isStaying) {
      if (!plans) throw new AppError('workshop_guest_elsewhere')
      if ((await closedGroups(transaction, workshop, of)).includes(boardId))
        throw new AppError('workshop_placement_excluded')
    }
    const isBelieved = organisationId === undefined && before !== null && own?.boardId === boardId
    const told = isBelieved ? before : organisationId
    const origin =
      told === undefined
        ? { organisation_id: guest.organisation_id, said: guest.said }
        : { organisation_id: told, said: null }
    if (origin.organisation_id !== null && boardId !== null)
      await rememberWriter(transaction, { organisationId: origin.organisation_id, boardId })
    const held = boardId === null ? 1 : 0
    await moveGuest(transaction, { ...guest, ...origin, held }, boardId, context.now())
    return { fromBoardId: guest.board_id === boardId ? null : guest.board_id }
  })
}

/**
 * Takes everybody at her word who waits and named an organisation that has a group: she is of it, and goes there. Whom a
 * coach lets wait stays.
 * @returns how many they were
 * @throws {AppError} `workshop_closed`
 */
export async function believeGuests(
  context: Pick<Context, 'db' | 'now'>,
  workshopId: string,
): Promise<number> {
  return context.db.transaction().execute(async (transaction) => {
    const workshop = await requireOpenWorkshop(transaction, workshopId)
    const named = await organisationNames(transaction, workshop.cohort_id)
    const placed = await findPlacedOrganisations(transaction, workshop.id)
    let believed = 0
    for (const guest of await findGuests(transaction, workshopId)) {
      if (guest.board_id !== null || guest.held === 1 || guest.said === null) continue
      const meant = named(guest.said)
      const own = placed.find(({ organisationId }) => organisationId === meant)
      if (!own) continue
      const origin = { organisation_id: own.organisationId, said: null }
      await moveGuest(transaction, { ...guest, ...origin }, own.boardId, context.now())
      believed += 1
    }
    return believed
  })
}

/** Gives an organisation that has none the smallest group that suits; null when it has to wait. In a transaction. */
export async function placeLate(
  db: Kysely<Database>,
  workshop: WorkshopRow,
  organisationId: string,
): Promise<string | null> {
  const placed = await findPlacedOrganisations(db, workshop.id)
  const own = placed.find((place) => place.organisationId === organisationId)
  if (own) return own.boardId
  if (workshop.late_arrivals === 'byHand' || workshop.state === 'closed') return null
  if (await isHeld(db, { workshopId: workshop.id, organisationId })) return null
  const closed = await closedGroups(db, workshop, organisationId)
  const boardId = await smallestGroup(db, workshop.id, closed)
  if (boardId !== null) await putOrganisation(db, { workshopId: workshop.id, organisationId, boardId })
  return boardId
}

/** The group with the fewest organisations, then the fewest guests without one; null when all are closed. */
export async function smallestGroup(
  db: Kysely<Database>,
  workshopId: string,
  closed: readonly string[],
): Promise<string | null> {
  const placed = await findPlacedOrganisations(db, workshopId)
  const guests = await findGuests(db, workshopId)
  const sized = (await groupIds(db, workshopId))
    .filter((id) => !closed.includes(id))
    .map((id) => ({
      id,
      organisations: placed.filter(({ boardId }) => boardId === id).length,
      guests: guests.filter(({ board_id, organisation_id }) => board_id === id && organisation_id === null)
        .length,
    }))
  const [smallest] = sized.sort((a, b) => a.organisations + a.guests - (b.organisations + b.guests))
  return smallest?.id ?? null
}

/** Gives a guest the right to write in her group, and takes the one she had. */
export async function moveGuest(
  db: Kysely<Database>,
  guest: Omit<WorkshopGuest, 'name'>,
  boardId: string | null,
  now: number,
): Promise<void> {
  const { workshop_id, person_id, organisation_id, said, held } = guest
  if (guest.board_id !== null && guest.board_id !== boardId)
    await db
      .deleteFrom('membership')
      .where('person_id', '=', person_id)
      .where('role', '=', 'participant')
      .where('scope_kind', '=', 'board')
      .where('scope_id', '=', guest.board_id)
      .execute()
  await putGuest(db, { workshop_id, person_id, organisation_id, said, board_id: boardId, held })
  if (boardId !== null)
    await insertMembership(
      db,
      { personId: person_id, role: 'participant', scopeKind: 'board', scopeId: boardId },
      now,
    )
}

/** Holds the workshop until the transaction ends. @throws {AppError} `workshop_closed` */
async function requireOpenWorkshop(db: Kysely<Database>, id: string): Promise<WorkshopRow> {
  const workshop = await lockWorkshop(db, id)
  if (!workshop) throw new AppError('not_found')
  if (workshop.state === 'closed') throw new AppError('workshop_closed')
  return workshop
}

async function groupIds(db: Kysely<Database>, workshopId: string): Promise<string[]> {
  const boards = await findWorkshopBoards(db, [workshopId])
  return boards.filter(({ kind }) => kind === 'group').map(({ board_id }) => board_id)
}

/** The groups in which somebody is whom an organisation may not meet. */
async function closedGroups(
  db: Kysely<Database>,
  workshop: WorkshopRow,
  organisationId: string,
): Promise<string[]> {
  const exclusions = await findExclusions(db, workshop.cohort_id)
  const apart = exclusions.flatMap(([a, b]) => (a === organisationId ? [b] : b === organisationId ? [a] : []))
  const placed = await findPlacedOrganisations(db, workshop.id)
  const guests = await findGuests(db, workshop.id)
  return [
    ...placed.filter((place) => apart.includes(place.organisationId)).map(({ boardId }) => boardId),
    ...guests.flatMap(({ organisation_id, board_id }) =>
      organisation_id !== null && board_id !== null && apart.includes(organisation_id) ? [board_id] : [],
    ),
  ]
}
