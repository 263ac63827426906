import type { ConsentAnswer, ConsentTopic } from '@tablee/contract'
import { CONSENT_TOPICS } from '@tablee/contract'
import type { Insertable, Kysely, Selectable } from 'kysely'
import * as z from 'zod'
import { bytesValue } from '../db/dialect.ts'
import type { Database } from '../db/schema.ts'
import type { ConsentTables } from './tables.ts'

/** Where an answer belongs: an organisation in a cohort, and a case or none. */
export interface ConsentPlace {
  readonly cohortId: string
  readonly organisationId: string
  /** Null for the answer before any case. */
  readonly caseId: string | null
}

/** A link as it is stored. */
export type LinkRow = Selectable<ConsentTables['consent_link']>

/** An answer as it is stored, with its topics read. */
export interface StatementRow extends Omit<Selectable<ConsentTables['consent_statement']>, 'topics'> {
  readonly topics: ConsentTopic[]
}

const topicsSchema = z.array(z.enum(CONSENT_TOPICS))

/** How a place stands in the tables. */
function columnsOf({ cohortId, organisationId, caseId }: ConsentPlace) {
  return { cohort_id: cohortId, organisation_id: organisationId, case_id: caseId ?? '' }
}

/** Where a stored link or answer belongs. */
export function placeOfRow(row: Pick<LinkRow, 'cohort_id' | 'organisation_id' | 'case_id'>): ConsentPlace {
  return {
    cohortId: row.cohort_id,
    organisationId: row.organisation_id,
    caseId: row.case_id === '' ? null : row.case_id,
  }
}

/** Keeps a new link. */
export async function insertLink(
  db: Kysely<Database>,
  place: ConsentPlace,
  link: Pick<LinkRow, 'id' | 'nonce' | 'created_by' | 'created_at' | 'expires_at'>,
): Promise<LinkRow> {
  const row = { ...columnsOf(place), ...link, revoked_at: null }
  await db.insertInto('consent_link').values(row).execute()
  return row
}

/** One link, whatever its state. */
export async function findLink(db: Kysely<Database>, id: string): Promise<LinkRow | null> {
  const row = await db.selectFrom('consent_link').selectAll().where('id', '=', id).executeTakeFirst()
  return row ?? null
}

/** The links of a cohort that were not revoked: those before any case, or those of one case; newest first. */
export function listLinks(
  db: Kysely<Database>,
  { cohortId, caseId }: { cohortId: string; caseId: string | null },
): Promise<LinkRow[]> {
  return db
    .selectFrom('consent_link')
    .selectAll()
    .where('cohort_id', '=', cohortId)
    .where('case_id', '=', caseId ?? '')
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
}

/** The cases that an organisation was asked about by a link, revoked or not. */
export async function listAskedCases(
  db: Kysely<Database>,
  { cohortId, organisationId }: Pick<ConsentPlace, 'cohortId' | 'organisationId'>,
): Promise<string[]> {
  const rows = await db
    .selectFrom('consent_link')
    .select('case_id')
    .distinct()
    .where('cohort_id', '=', cohortId)
    .where('organisation_id', '=', organisationId)
    .where('case_id', '<>', '')
    .execute()
  return rows.map(({ case_id }) => case_id)
}

/** Lets the links of a place say yes no longer; what they take back, they take back all the same. */
export async function expireLinks(db: Kysely<Database>, place: ConsentPlace, at: string): Promise<void> {
  const columns = columnsOf(place)
  await db
    .updateTable('consent_link')
    .set({ expires_at: at })
    .where('cohort_id', '=', columns.cohort_id)
    .where('organisation_id', '=', columns.organisation_id)
    .where('case_id', '=', columns.case_id)
    .where('expires_at', '>', at)
    .execute()
}

/** The present names of who made some links, by link. */
export async function findLinkMakers(
  db: Kysely<Database>,
  statements: readonly Pick<StatementRow, 'link_id'>[],
): Promise<ReadonlyMap<string, string>> {
  const ids = statements.flatMap(({ link_id }) => link_id ?? [])
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('consent_link')
    .innerJoin('person', 'person.id', 'consent_link.created_by')
    .select(['consent_link.id', 'person.name'])
    .where('consent_link.id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Ends a link. @returns false when it was ended before. */
export async function revokeLink(db: Kysely<Database>, id: string, at: string): Promise<boolean> {
  const ended = await db
    .updateTable('consent_link')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return ended.numUpdatedRows > 0n
}

/**
 * Adds an answer after those that are there. Two at the same moment take the same position: the second one fails with
 * a unique violation.
 */
export async function insertStatement(
  transaction: Kysely<Database>,
  place: ConsentPlace,
  statement: Omit<
    Insertable<ConsentTables['consent_statement']>,
    'cohort_id' | 'organisation_id' | 'case_id' | 'position' | 'topics'
  > & { readonly state: ConsentAnswer['state']; readonly topics: readonly ConsentTopic[] },
): Promise<void> {
  const last = await lastStatement(transaction, place)
  await transaction
    .insertInto('consent_statement')
    .values({
      ...columnsOf(place),
      ...statement,
      sealed: bytesValue(statement.sealed),
      topics: JSON.stringify(statement.topics),
      position: (last?.position ?? 0) + 1,
    })
    .execute()
}

/** The answer that holds in a place; null is silence. */
export async function lastStatement(db: Kysely<Database>, place: ConsentPlace): Promise<StatementRow | null> {
  const columns = columnsOf(place)
  const row = await db
    .selectFrom('consent_statement')
    .selectAll()
    .where('cohort_id', '=', columns.cohort_id)
    .where('organisation_id', '=', columns.organisation_id)
    .where('case_id', '=', columns.case_id)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? toStatement(row) : null
}

/** The answers that hold in a cohort, by organisation: before any case, or to one case. */
export async function lastStatements(
  db: Kysely<Database>,
  of: Pick<ConsentPlace, 'cohortId' | 'caseId'>,
): Promise<ReadonlyMap<string, StatementRow>> {
  return lastOfEach(await listStatements(db, of))
}

/** Every answer in a cohort, of each organisation the last one last: before any case, or to one case. */
export async function listStatements(
  db: Kysely<Database>,
  { cohortId, caseId }: Pick<ConsentPlace, 'cohortId' | 'caseId'>,
): Promise<StatementRow[]> {
  const rows = await db
    .selectFrom('consent_statement')
    .selectAll()
    .where('cohort_id', '=', cohortId)
    .where('case_id', '=', caseId ?? '')
    .orderBy('position')
    .execute()
  return rows.map(toStatement)
}

/** By organisation, the last of answers in their order. */
export function lastOfEach(statements: readonly StatementRow[]): ReadonlyMap<string, StatementRow> {
  return new Map(statements.map((statement) => [statement.organisation_id, statement]))
}

function toStatement(row: Selectable<ConsentTables['consent_statement']>): StatementRow {
  return { ...row, topics: topicsSchema.parse(JSON.parse(row.topics)) }
}
