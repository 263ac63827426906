import type { RosterEntry } from '@tablee/contract'
import type { Kysely } from 'kysely'
import * as z from 'zod'
import { findMembers } from '../cohorts/membership-store.ts'
import { findCohort, findCohortOrganisations, findCohorts, findOrganisations } from '../cohorts/store.ts'
import type { Database } from '../db/schema.ts'

const aliasesSchema = z.array(z.string())

/**
 * The organisations and people of the programme's other cohorts, with the names that they had before and those that
 * editors added there. They are only looked for in texts: no page, answer or export lists them.
 */
export async function readProgrammeNames(db: Kysely<Database>, cohortId: string): Promise<RosterEntry[]> {
  const cohort = await findCohort(db, cohortId)
  if (cohort === null) return []
  const cohortIds = (await findCohorts(db))
    .filter(({ id, programmeId }) => id !== cohortId && programmeId === cohort.programmeId)
    .map(({ id }) => id)
  if (cohortIds.length === 0) return []
  const [placed, boards, added, former] = await Promise.all([
    findCohortOrganisations(db, { cohortIds }),
    db.selectFrom('board').select('id').where('cohort_id', 'in', cohortIds).execute(),
    db
      .selectFrom('roster_entry')
      .select(['id', 'kind', 'name', 'aliases', 'role_class'])
      .where('cohort_id', 'in', cohortIds)
      .where('kind', 'in', ['person', 'organisation'])
      .orderBy('id')
      .execute(),
    db
      .selectFrom('former_name')
      .select(['id', 'kind', 'name', 'subject_id'])
      .where('cohort_id', 'in', cohortIds)
      .where('kind', 'in', ['person', 'organisation'])
      .orderBy('id')
      .execute(),
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
    ...former.map(({ id, kind, name, subject_id }) => entry(subject_id ?? id, kind, name)),
    // what a person is there is told nowhere here; that somebody sells to them is why she may be named
    ...added.map(({ id, kind, name, aliases, role_class }) =>
      entry(id, kind, name, {
        aliases: aliasesSchema.parse(JSON.parse(aliases)),
        roleClass: kind === 'organisation' ? role_class : null,
      }),
    ),
  ]
}
