import type { Roster } from '@tablee/cases'
import { INSTANCE_SCOPE_ID, type RosterEntry } from '@tablee/contract'
import type { Kysely } from 'kysely'
import { findPlacedBoards } from '../cohorts/board-store.ts'
import { findMembers } from '../cohorts/membership-store.ts'
import { findCohort, findCohortOrganisations, findOrganisations } from '../cohorts/store.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { readProgrammeNames } from './programme-names.ts'
import { listAddedNames, listFormerNames } from './roster-store.ts'

/**
 * The names of a cohort that must not survive publication: its organisations with their aliases and communes,
 * everybody who is something in it or above it, the names that any of these had before, and what its editors added.
 * @throws {AppError} `roster_unreadable`
 */
export async function readRosterEntries(
  context: Pick<Context, 'config'>,
  db: Kysely<Database>,
  cohortId: string,
): Promise<RosterEntry[]> {
  const cohort = await findCohort(db, cohortId)
  const organisationIds = (await findCohortOrganisations(db, { cohortIds: [cohortId] })).map(
    ({ organisationId }) => organisationId,
  )
  const [organisations, boards, added, former] = await Promise.all([
    findOrganisations(db, organisationIds),
    findPlacedBoards(db, { cohortId }),
    listAddedNames(context, db, cohortId),
    listFormerNames(context, db, cohortId),
  ])
  const members = await findMembers(db, [
    { scopeKind: 'instance', scopeIds: [INSTANCE_SCOPE_ID] },
    { scopeKind: 'programme', scopeIds: cohort === null ? [] : [cohort.programmeId] },
    { scopeKind: 'cohort', scopeIds: [cohortId] },
    { scopeKind: 'organisation', scopeIds: organisationIds },
    { scopeKind: 'board', scopeIds: boards.map(({ id }) => id) },
  ])
  const people = new Map(members.map(({ personId, name }) => [personId, name]))
  const communes = new Set(organisations.flatMap(({ profile }) => profile.commune ?? []))
  const present = new Set([
    ...organisations.flatMap(({ name, profile }) => [name, ...(profile.aliases ?? [])]),
    ...people.values(),
    ...communes,
  ])
  const automatic = (
    id: string,
    kind: RosterEntry['kind'],
    name: string,
    aliases: string[] = [],
  ): RosterEntry => ({
    id,
    kind,
    name,
    aliases,
    roleClass: null,
    automatic: true,
  })
  return [
    ...organisations.map(({ id, name, profile }) => automatic(id, 'organisation', name, profile.aliases)),
    ...Array.from(people, ([id, name]) => automatic(id, 'person', name)),
    ...Array.from(communes, (name) => automatic(`commune-${name}`, 'place', name)),
    // another name of whoever had it: to tell it is to tell who
    ...former
      .filter(({ name }) => !present.has(name))
      .map(({ id, kind, name, subjectId }) => automatic(subjectId ?? id, kind, name)),
    ...added.map((entry) => ({ ...entry, aliases: [...entry.aliases], automatic: false })),
  ]
}

/**
 * The names that texts of a cohort are read for: its own, and those of the programme's other cohorts, which nobody is
 * shown here.
 * @throws {AppError} `roster_unreadable`
 */
export async function readRoster(
  context: Pick<Context, 'config'>,
  db: Kysely<Database>,
  cohortId: string,
): Promise<Roster> {
  const [own, others] = await Promise.all([
    readRosterEntries(context, db, cohortId),
    readProgrammeNames(context, db, cohortId),
  ])
  const ownIds = new Set(own.map(({ id }) => id))
  const elsewhere = new Set(others.map(({ id }) => id).filter((id) => !ownIds.has(id)))
  return rosterOf([...own, ...others], elsewhere)
}

/** The role class by which an editor says of an organisation that it sells or builds what the others use. */
const VENDOR = 'PREST'

/**
 * The same names as the detection layers read them. A name that an editor added for somebody who is also a member
 * stands for that member: her role class and aliases are then known. Of some ids it is said that they are of other
 * cohorts.
 */
function rosterOf(entries: readonly RosterEntry[], elsewhere: ReadonlySet<string> = new Set()): Roster {
  const nameOf = ({ kind, name }: RosterEntry) => `${kind} ${name.trim().toLowerCase()}`
  const entityOf = ({ kind, id }: RosterEntry) => `${kind} ${id}`
  const byName = groupBy(entries, nameOf)
  // several names of one are one: the first is the present one
  const distinct = Array.from(byName.values()).flatMap(([first]) => first ?? [])
  const merged = Array.from(groupBy(distinct, entityOf).values()).flatMap((own) => {
    const [entry] = own
    if (entry === undefined) return []
    const alike = own.flatMap((one) => byName.get(nameOf(one)) ?? [])
    const names = [...own.map(({ name }) => name), ...alike.flatMap(({ aliases }) => aliases)]
    return {
      id: entry.id,
      kind: entry.kind,
      name: entry.name,
      aliases: [...new Set(names)].filter((name) => name !== entry.name),
      roleClass: alike.map(({ roleClass }) => roleClass).find((role) => role !== null),
    }
  })
  const ofKind = (kind: RosterEntry['kind']) =>
    merged.filter((entry) => entry.kind === kind).map(({ id, name, aliases }) => ({ id, name, aliases }))
  return sameObject({
    people: merged
      .filter(({ kind }) => kind === 'person')
      .map(({ id, name, aliases, roleClass }) => ({ id, name, aliases, roleClass })),
    organisations: merged
      .filter(({ kind }) => kind === 'organisation')
      .map(({ id, name, aliases, roleClass }) => ({
        id,
        name,
        aliases,
        ...(roleClass === VENDOR && { vendor: true }),
        ...(elsewhere.has(id) && { elsewhere: true }),
      })),
    places: ofKind('place'),
    products: ofKind('product'),
  })
}

/** In the order in which each key is first met. */
function groupBy<T>(entries: readonly T[], keyOf: (entry: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const entry of entries) {
    const key = keyOf(entry)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [entry])
    else group.push(entry)
  }
  return groups
}

/** Rosters of cohorts whose cases are being written now. */
const RECENT_MAX = 8
/** Latest last. */
const recent = new Map<string, Roster>()

/**
 * One object for equal rosters: detection keeps with it what it compiled and read, and an editor asks for the same
 * texts with every decision.
 */
function sameObject(roster: Roster): Roster {
  const key = JSON.stringify(roster)
  const same = recent.get(key) ?? roster
  recent.delete(key)
  recent.set(key, same)
  for (const oldest of recent.keys()) {
    if (recent.size <= RECENT_MAX) break
    recent.delete(oldest)
  }
  return same
}
