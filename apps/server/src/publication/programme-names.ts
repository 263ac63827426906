import type { RosterEntry } from '@tablee/contract'
import type { Kysely } from 'kysely'
import { findMembers } from '../cohorts/membership-store.ts'
import { findCohort, findCohortOrganisations, findCohorts, findOrganisations } from '../cohorts/store.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { listAddedNames, listFormerNames } from './roster-store.ts'

/**
 * The organisations and people of the programme's other cohorts, with the names that they had before and those that
 * editors added there. They are only looked for in texts: no page, answer or export lists them.
 */
export async function readProgrammeNames(
  context: Pick<Context, 'config'>,
  db: Kysely<Database>,
  cohortId: string,
): Promise<RosterEntry[]> {
  const cohort = await findCohort(db, cohortId)
  if (cohort === null) return []
  const cohortIds = (await findCohorts(db))
    .filter(({ id, programmeId }) => id !== cohortId && programmeId === cohort.programmeId)
    .map(({ id }) => id)
  if (cohortIds.length === 0) return []
  const [placed, boards, added, former] = await Promise.all([
    findCohortOrganisations(db, { cohortIds }),
    db.selectFrom('board').select('id').where('cohort_id', 'in', cohortIds).execute(),
    Promise.all(cohortIds.map((id) => listAddedNames(context, db, id))),
    Promise.all(cohortIds.map((id) => listFormerNames(context, db, id))),
  ])
  const organisationIds = [...new Set(placed.map(({ organisationId }) => organisationId))]
  const organisations = organisationIds.length === 0 ? [] : await findOrganisations(db, organisationIds)
  const members = await findMembers(db, [
    { scopeKind: 'cohort', scopeIds: cohortIds },
    { scopeKind: 'organisation', scopeIds: organisationIds },
    { scopeKind: 'board', scopeIds: boards.map(({ id }) => id) },
  ])
  const people = new Map(members.map(({ personId, name }) => [personId, name]))
  const entry = (
    id: string,
    kind: RosterEntry['kind'],
    name: string,
    { aliases = [], roleClass = null }: Partial<Pick<RosterEntry, 'aliases' | 'roleClass'>> = {},
  ): RosterEntry => ({ id, kind, name, aliases, roleClass, automatic: true })
  return [
    ...organisations.map(({ id, name, profile }) =>
      entry(id, 'organisation', name, { aliases: profile.aliases ?? [] }),
    ),
    ...Array.from(people, ([id, name]) => entry(id, 'person', name)),
    ...sought(former).map(({ id, kind, name, subjectId }) => entry(subjectId ?? id, kind, name)),
    // what a person is there is told nowhere here; that somebody sells to them is why she may be named
    ...sought(added).map(({ id, kind, name, aliases, roleClass }) =>
      entry(id, kind, name, {
        aliases: [...aliases],
        roleClass: kind === 'organisation' ? roleClass : null,
      }),
    ),
  ]
}

/** People and organisations of several lists, by id: a place or a product is named by many. */
function sought<T extends { readonly id: string; readonly kind: RosterEntry['kind'] }>(
  lists: readonly (readonly T[])[],
): T[] {
  return lists
    .flat()
    .filter(({ kind }) => kind === 'person' || kind === 'organisation')
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}
