import type { Kysely } from 'kysely'
import { findPerson } from '../accounts/store.ts'
import { findMemberships } from '../cohorts/membership-store.ts'
import { nameKey } from '../cohorts/name-key.ts'
import { placesOfScope } from '../cohorts/places.ts'
import { findCohorts } from '../cohorts/store.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { listPersonNames } from '../publication/roster-store.ts'
import type { Neighbour } from './person-words.ts'
import type { PersonSubject } from './store.ts'

/** All that an erasure must know of a person to find her; null when there is no such person. */
export async function subjectOf(
  context: Pick<Context, 'config'>,
  db: Kysely<Database>,
  personId: string,
): Promise<PersonSubject | null> {
  const person = await findPerson(db, personId)
  if (!person) return null
  const cohortIds = await cohortsOfPerson(db, personId)
  return {
    kind: 'person',
    personId,
    names: [person.name, ...(await aliasesOf(context, db, { name: person.name, cohortIds }))],
    email: person.email,
    lang: person.lang,
    cohortIds,
  }
}

/** How else editors of her cohorts know her. */
async function aliasesOf(
  context: Pick<Context, 'config'>,
  db: Kysely<Database>,
  { name, cohortIds }: { name: string; cohortIds: readonly string[] },
): Promise<string[]> {
  const written = await Promise.all(cohortIds.map((cohortId) => listPersonNames(context, db, { cohortId })))
  return written
    .flat()
    .filter((entry) => entry.table === 'roster_entry' && isEntryOf({ kind: 'person', ...entry }, name))
    .flatMap((entry) => [entry.name, ...entry.aliases])
    .filter((other) => nameKey(other) !== nameKey(name))
}

/** Whether what editors wrote down is about somebody of this name: it is one of those that they wrote. */
export function isEntryOf(
  { kind, name, aliases }: { kind: string; name: string; aliases: readonly string[] },
  called: string,
): boolean {
  return kind === 'person' && [name, ...aliases].some((one) => nameKey(one) === nameKey(called))
}

/** The cohorts in which somebody is something, or in whose boards she was. Who is something everywhere is in none by that. */
export async function cohortsOfPerson(db: Kysely<Database>, personId: string): Promise<string[]> {
  const cohortIds = new Set<string>()
  const all = await findCohorts(db)
  for (const { scopeKind, scopeId } of await findMemberships(db, personId)) {
    if (scopeKind === 'instance') continue
    for (const { cohortId, programmeId } of await placesOfScope(db, scopeKind, scopeId)) {
      if (cohortId !== undefined) cohortIds.add(cohortId)
      else for (const cohort of all) if (cohort.programmeId === programmeId) cohortIds.add(cohort.id)
    }
  }
  const visited = await db
    .selectFrom('sync_claim')
    .innerJoin('board', 'board.id', 'sync_claim.room_id')
    .select('board.cohort_id')
    .where('sync_claim.author_id', '=', personId)
    .union(
      db
        .selectFrom('comment')
        .innerJoin('board', 'board.id', 'comment.board_id')
        .select('board.cohort_id')
        .where('comment.person_id', '=', personId),
    )
    .execute()
  for (const { cohort_id } of visited) cohortIds.add(cohort_id)
  return [...cohortIds]
}

/** Everybody else who has an account or came as a guest, as far as she may be meant by the same name. */
export async function neighboursOf(db: Kysely<Database>, cohortIds: readonly string[]): Promise<Neighbour[]> {
  if (cohortIds.length === 0) return []
  const scopes = await db
    .selectFrom('board')
    .select('id')
    .where('cohort_id', 'in', cohortIds)
    .unionAll(
      db
        .selectFrom('cohort_organisation')
        .select('organisation_id as id')
        .where('cohort_id', 'in', cohortIds),
    )
    .unionAll(db.selectFrom('cohort').select('programme_id as id').where('id', 'in', cohortIds))
    .execute()
  const ids = [...new Set([...cohortIds, ...scopes.map(({ id }) => id)])]
  const people = new Map<string, string>()
  // databases bound how many values one statement takes
  for (let at = 0; at < ids.length; at += SCOPES_AT_ONCE) {
    const rows = await db
      .selectFrom('membership')
      .innerJoin('person', 'person.id', 'membership.person_id')
      .select(['person.id as id', 'person.name as name'])
      .where('membership.scope_id', 'in', ids.slice(at, at + SCOPES_AT_ONCE))
      .execute()
    for (const { id, name } of rows) people.set(id, name)
  }
  return Array.from(people, ([id, name]) => ({ id, name }))
}

/** Places that are asked about in one statement. */
const SCOPES_AT_ONCE = 500
