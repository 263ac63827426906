import type { Meeting, WorkshopPerson, WorkshopSummary, WorkshopView } from '@tablee/contract'
import type { Kysely } from 'kysely'
import { findMembers, type Member } from '../cohorts/membership-store.ts'
import { findCohort, findOrganisations } from '../cohorts/store.ts'
import type { Database } from '../db/schema.ts'
import { findGuests, findPlacedOrganisations, type WorkshopGuest } from './place-store.ts'
import { expectedBoard, groupBoardOf } from './reader-place.ts'
import type { SeenWorkshop } from './require-workshop.ts'
import type { WorkshopBoardRow, WorkshopRow } from './store.ts'

/** A workshop in a list. */
export function presentSummary(workshop: WorkshopRow, cohortName: string): WorkshopSummary {
  return {
    id: workshop.id,
    cohort: { id: workshop.cohort_id, name: cohortName },
    title: workshop.title,
    startsAt: workshop.starts_at,
    minutes: workshop.minutes,
    state: workshop.state,
  }
}

/** The meetings of a workshop that are agreed, of the boards that the reader may see; the earliest first. */
export async function presentMeetings(
  db: Kysely<Database>,
  boards: readonly WorkshopBoardRow[],
): Promise<Meeting[]> {
  const agreed = boards.filter(({ kind, meets_at }) => kind === 'coaching' && meets_at !== null)
  if (agreed.length === 0) return []
  return (await presentCoaching(db, agreed))
    .flatMap(({ meetsAt, ...board }) => (meetsAt === null ? [] : [{ ...board, meetsAt }]))
    .sort((a, b) => a.meetsAt.localeCompare(b.meetsAt))
}

/** A workshop as one learns of it before its door: that it is, when, and where one knocks. */
export async function presentOutside(
  db: Kysely<Database>,
  { workshop, plenary, entrance }: SeenWorkshop,
): Promise<WorkshopView> {
  const { board_id: boardId } = entrance
  return {
    ...presentSummary(workshop, (await findCohort(db, workshop.cohort_id))?.name ?? ''),
    outside: true,
    here: 'plenary',
    lateArrivals: workshop.late_arrivals,
    may: { manage: false, run: false, collate: false },
    plenary: plenary && { boardId, title: workshop.title },
    groups: [],
    collated: null,
    coaching: [],
    waiting: { organisations: [], people: [] },
    mine: { boardId, groupBoardId: null },
  }
}

/** A workshop with the groups that the reader may see, and who is in them. */
export async function presentWorkshop(db: Kysely<Database>, seen: SeenWorkshop): Promise<WorkshopView> {
  const { workshop, signedIn, cohort, plenary, entrance, boards, may } = seen
  const ofKind = (kind: string) => boards.filter((board) => board.kind === kind)
  const groups = ofKind('group')
  const placed = await findPlacedOrganisations(db, workshop.id)
  const guests = await findGuests(db, workshop.id)
  const places = may.run && may.collate
  const organisationIds = places
    ? (cohort.organisationIds ?? [])
    : placed
        .filter(({ boardId }) => groups.some(({ board_id }) => board_id === boardId))
        .map(({ organisationId }) => organisationId)
  const organisations = await findOrganisations(db, organisationIds)
  const members = await findMembers(db, [
    { scopeKind: 'organisation', scopeIds: organisationIds },
    { scopeKind: 'board', scopeIds: groups.map(({ board_id }) => board_id) },
  ])
  const nameOf = new Map(organisations.map(({ id, name }) => [id, name]))
  const people = peopleWith(places, nameOf)
  const boardOf = new Map(placed.map(({ organisationId, boardId }) => [organisationId, boardId]))
  const inGroup = (boardId: string) =>
    organisations.filter(({ id }) => boardOf.get(id) === boardId).map(({ id, name }) => ({ id, name }))
  const groupBoardId = await groupBoardOf(db, workshop, { personId: signedIn.person.id, boards })
  const collated = ofKind('collated')[0]
  return {
    ...presentSummary(workshop, (await findCohort(db, workshop.cohort_id))?.name ?? ''),
    outside: false,
    here: workshop.here,
    lateArrivals: workshop.late_arrivals,
    may: { ...may },
    plenary: plenary && { boardId: plenary.board_id, title: plenary.title },
    groups: groups.map(({ board_id, name, title }) => {
      const own = inGroup(board_id)
      return {
        boardId: board_id,
        name,
        title,
        organisations: own,
        people: people(
          guests.filter((guest) => guest.board_id === board_id),
          members.filter(({ scopeKind, scopeId, role }) =>
            scopeKind === 'organisation'
              ? own.some(({ id }) => id === scopeId)
              : scopeId === board_id && role === 'facilitator',
          ),
        ),
      }
    }),
    collated: collated ? { boardId: collated.board_id, title: collated.title } : null,
    coaching: await presentCoaching(db, ofKind('coaching')),
    waiting: places
      ? {
          organisations: organisations
            .filter(({ id }) => !boardOf.has(id))
            .map(({ id, name }) => ({ id, name })),
          people: people(
            guests.filter(({ board_id }) => board_id === null),
            [],
          ),
        }
      : { organisations: [], people: [] },
    mine: {
      boardId: plenary
        ? expectedBoard(workshop, { plenaryId: plenary.board_id, groupBoardId })
        : (groupBoardId ?? entrance.board_id),
      groupBoardId,
    },
  }
}

/** People of a group, facilitators first; each once, however many roles she has there. */
function peopleWith(withIds: boolean, nameOf: ReadonlyMap<string, string>) {
  return (guests: readonly WorkshopGuest[], members: readonly Member[]): WorkshopPerson[] => {
    const found = new Map<string, WorkshopPerson>()
    const leads = (member: Member) => member.role === 'facilitator'
    for (const member of [...members].sort((a, b) => Number(leads(b)) - Number(leads(a))))
      if (!found.has(member.personId))
        found.set(member.personId, {
          id: withIds ? member.personId : null,
          name: member.name,
          role: leads(member) ? 'facilitator' : 'participant',
          guest: false,
          organisation: member.scopeKind === 'organisation' ? (nameOf.get(member.scopeId) ?? null) : null,
          organisationId: withIds && member.scopeKind === 'organisation' ? member.scopeId : null,
          said: null,
        })
    for (const guest of guests)
      if (!found.has(guest.person_id))
        found.set(guest.person_id, {
          id: withIds ? guest.person_id : null,
          name: guest.name,
          role: 'participant',
          guest: true,
          organisation: guest.organisation_id === null ? null : (nameOf.get(guest.organisation_id) ?? null),
          organisationId: withIds ? guest.organisation_id : null,
          said: withIds ? guest.said : null,
        })
    return [...found.values()]
  }
}

async function presentCoaching(
  db: Kysely<Database>,
  boards: readonly WorkshopBoardRow[],
): Promise<WorkshopView['coaching']> {
  const ids = boards.flatMap(({ organisationId }) => organisationId ?? [])
  const nameOf = new Map((await findOrganisations(db, ids)).map(({ id, name }) => [id, name]))
  return boards.map(({ board_id, title, organisationId, meets_at }) => ({
    boardId: board_id,
    title,
    organisation: organisationId === null ? null : (nameOf.get(organisationId) ?? null),
    meetsAt: meets_at,
  }))
}
