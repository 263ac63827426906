import type { OrganisationProfile } from '@tablee/contract'
import { organisationProfileSchema } from '@tablee/contract'
import type { Kysely } from 'kysely'
import { inTransaction } from '../db/in-transaction.ts'
import type { Database } from '../db/schema.ts'
import { isUniqueViolation } from '../db/unique-violation.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { insertMembership } from './membership-store.ts'
import { nameKey } from './name-key.ts'

/** A programme, named. */
export interface ProgrammeRow {
  readonly id: string
  readonly name: string
}
/** A cohort, named. */
export interface CohortRow {
  readonly id: string
  readonly name: string
  readonly programmeId: string
}

/** All programmes by name, or those of some ids. */
export function findProgrammes(db: Kysely<Database>, ids?: readonly string[]): Promise<ProgrammeRow[]> {
  const query = db.selectFrom('programme').select(['id', 'name']).orderBy('name_key')
  return (ids ? query.where('id', 'in', atLeastOne(ids)) : query).execute()
}

/** One programme. */
export async function findProgramme(db: Kysely<Database>, id: string): Promise<ProgrammeRow | null> {
  return (await findProgrammes(db, [id]))[0] ?? null
}

/** All cohorts by name, or those of some ids. */
export function findCohorts(db: Kysely<Database>, ids?: readonly string[]): Promise<CohortRow[]> {
  const query = db
    .selectFrom('cohort')
    .select(['id', 'name', 'programme_id as programmeId'])
    .orderBy('name_key')
  return (ids ? query.where('id', 'in', atLeastOne(ids)) : query).execute()
}

/** One cohort. */
export async function findCohort(db: Kysely<Database>, id: string): Promise<CohortRow | null> {
  return (await findCohorts(db, [id]))[0] ?? null
}

/** Which organisation is in which cohort, by the organisation's name. */
export function findCohortOrganisations(
  db: Kysely<Database>,
  of: { cohortIds: readonly string[] } | { organisationIds: readonly string[] },
): Promise<{ cohortId: string; organisationId: string }[]> {
  const query = db
    .selectFrom('cohort_organisation')
    .select(['cohort_id as cohortId', 'organisation_id as organisationId'])
    .orderBy('name_key')
  return 'cohortIds' in of
    ? query.where('cohort_id', 'in', atLeastOne(of.cohortIds)).execute()
    : query.where('organisation_id', 'in', atLeastOne(of.organisationIds)).execute()
}

/** Which organisation is in which cohort, all of them. */
export function findAllCohortOrganisations(
  db: Kysely<Database>,
): Promise<{ cohortId: string; organisationId: string }[]> {
  return db
    .selectFrom('cohort_organisation')
    .select(['cohort_id as cohortId', 'organisation_id as organisationId'])
    .execute()
}

/** Organisations with their profile, by name. */
export async function findOrganisations(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<{ id: string; name: string; profile: OrganisationProfile }[]> {
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'name', 'profile'])
    .where('id', 'in', atLeastOne(ids))
    .execute()
  return rows
    .map((row) => ({ ...row, profile: organisationProfileSchema.parse(JSON.parse(row.profile)) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'))
}

/** @returns the id of the new programme. @throws {AppError} `name_taken` */
export async function insertProgramme(db: Kysely<Database>, name: string, now: number): Promise<string> {
  const id = newId()
  await unlessTaken(
    db
      .insertInto('programme')
      .values({ id, name, name_key: nameKey(name), created_at: new Date(now).toISOString() })
      .execute(),
  )
  return id
}

/** @throws {AppError} `name_taken` */
export async function renameProgramme(db: Kysely<Database>, id: string, name: string): Promise<void> {
  await unlessTaken(
    db
      .updateTable('programme')
      .set({ name, name_key: nameKey(name) })
      .where('id', '=', id)
      .execute(),
  )
}

/** Adds a cohort, with a first coach if one is given. @returns its id. @throws {AppError} `name_taken` */
export async function insertCohort(
  db: Kysely<Database>,
  cohort: { programmeId: string; name: string; coachId: string | null },
  now: number,
): Promise<string> {
  const id = newId()
  await unlessTaken(
    inTransaction(db, async (transaction) => {
      await transaction
        .insertInto('cohort')
        .values({
          id,
          programme_id: cohort.programmeId,
          name: cohort.name,
          name_key: nameKey(cohort.name),
          created_at: new Date(now).toISOString(),
        })
        .execute()
      if (cohort.coachId !== null)
        await insertMembership(
          transaction,
          { personId: cohort.coachId, role: 'coach', scopeKind: 'cohort', scopeId: id },
          now,
        )
    }),
  )
  return id
}

/** @throws {AppError} `name_taken` */
export async function renameCohort(db: Kysely<Database>, id: string, name: string): Promise<void> {
  await unlessTaken(
    db
      .updateTable('cohort')
      .set({ name, name_key: nameKey(name) })
      .where('id', '=', id)
      .execute(),
  )
}

/** Adds an organisation to a cohort. @returns its id. @throws {AppError} `name_taken` */
export async function insertOrganisation(
  db: Kysely<Database>,
  organisation: { cohortId: string; name: string; profile: OrganisationProfile },
  now: number,
): Promise<string> {
  const id = newId()
  const time = new Date(now).toISOString()
  await unlessTaken(
    inTransaction(db, async (transaction) => {
      await transaction
        .insertInto('organisation')
        .values({
          id,
          name: organisation.name,
          profile: JSON.stringify(organisation.profile),
          created_at: time,
        })
        .execute()
      await transaction
        .insertInto('cohort_organisation')
        .values({
          cohort_id: organisation.cohortId,
          organisation_id: id,
          name_key: nameKey(organisation.name),
          added_at: time,
        })
        .execute()
    }),
  )
  return id
}

/** Replaces an organisation's name and profile. @throws {AppError} `name_taken` in one of its cohorts */
export async function updateOrganisation(
  db: Kysely<Database>,
  organisation: { id: string; name: string; profile: OrganisationProfile },
): Promise<void> {
  await unlessTaken(
    db.transaction().execute(async (transaction) => {
      await transaction
        .updateTable('organisation')
        .set({ name: organisation.name, profile: JSON.stringify(organisation.profile) })
        .where('id', '=', organisation.id)
        .execute()
      await transaction
        .updateTable('cohort_organisation')
        .set({ name_key: nameKey(organisation.name) })
        .where('organisation_id', '=', organisation.id)
        .execute()
    }),
  )
}

/** A list for `in (…)`, which may not be empty: no id is the empty text. */
function atLeastOne(ids: readonly string[]): readonly string[] {
  return ids.length > 0 ? ids : ['']
}

async function unlessTaken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError('name_taken', { cause: error })
    throw error
  }
}
