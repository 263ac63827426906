import type { AuthorOrganisation } from '@tablee/board'
import { type Place, reaches } from '@tablee/contract'
import { actorOn } from '../boards/actor.ts'
import type { BoardRow } from '../boards/store.ts'
import { findWriters } from '../cohorts/board-store.ts'
import { findMembers, type Member } from '../cohorts/membership-store.ts'
import { placeOfBoard } from '../cohorts/places.ts'
import { scopesAround } from '../cohorts/scopes-around.ts'
import { findOrganisations } from '../cohorts/store.ts'
import type { Context } from '../context.ts'
import { findGuestsAround } from '../workshops/place-store.ts'

/** What is known of those who write on a board, by the actors that it knows them as. */
export interface BoardAuthors {
  /** Those who are there as experts. */
  readonly experts: readonly string[]
  /** For which organisation the others are there; whoever is in several of them is left out. */
  readonly organisations: Readonly<Record<string, AuthorOrganisation>>
}

/** Finds what those who write on a board are there, and for whom: members of its organisations and a workshop's guests. */
export async function findAuthors(
  { db }: Pick<Context, 'db'>,
  board: Pick<BoardRow, 'id' | 'actorKey'>,
): Promise<BoardAuthors> {
  const here = await placeOfBoard(db, board.id)
  if (!here) return { experts: [], organisations: {} }
  // an organisation that has changed its table wrote here all the same
  const writers = await findWriters(db, board.id)
  const place: Place = {
    ...here,
    organisationIds: [...new Set([...(here.organisationIds ?? []), ...writers])],
  }
  const members = (await findMembers(db, scopesAround(place))).filter((member) => reaches(member, place))
  const guests = await findGuestsAround(db, board.id)
  const actorOf = (personId: string) => actorOn(board.actorKey, board.id, personId).actorId
  const organisationOf = await namesOf(db, organisationsByPerson(members, guests))
  return {
    experts: members.filter(({ role }) => role === 'expert').map(({ personId }) => actorOf(personId)),
    organisations: Object.fromEntries(
      [...organisationOf].map(([personId, organisation]) => [actorOf(personId), organisation]),
    ),
  }
}

/** For which organisation each person is there; nobody who is in several. A guest is of the one that vouches for her. */
function organisationsByPerson(
  members: readonly Member[],
  guests: readonly { personId: string; organisationId: string }[],
): Map<string, string> {
  const held = new Map<string, Set<string>>()
  const belongs = (personId: string, organisationId: string) =>
    held.set(personId, (held.get(personId) ?? new Set()).add(organisationId))
  for (const { personId, scopeKind, scopeId } of members)
    if (scopeKind === 'organisation') belongs(personId, scopeId)
  for (const { personId, organisationId } of guests)
    if (!held.has(personId)) belongs(personId, organisationId)
  const ones = [...held].flatMap(([personId, [first, second]]) =>
    first !== undefined && second === undefined ? [[personId, first] as const] : [],
  )
  return new Map(ones)
}

async function namesOf(
  db: Context['db'],
  byPerson: ReadonlyMap<string, string>,
): Promise<Map<string, AuthorOrganisation>> {
  const found = await findOrganisations(db, [...new Set(byPerson.values())])
  const names = new Map(found.map(({ id, name }) => [id, name]))
  return new Map(
    [...byPerson].flatMap(([personId, id]) => {
      const name = names.get(id)
      return name === undefined ? [] : [[personId, { id, name }] as const]
    }),
  )
}
