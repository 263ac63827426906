import {
  type CaseDraft,
  type FindingDecisions,
  NO_TAGS,
  type PublishedCase,
  readCaseDraft,
} from '@tablee/cases'
import type { Kysely, Selectable } from 'kysely'
import * as z from 'zod'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { openDecisions, sealDecisions } from '../vault/case-decisions.ts'
import { eraseVault } from '../vault/case-vault.ts'
import { deleteImagesBut } from './image-store.ts'
import type { CaseTables } from './tables.ts'

/** A stored draft with all that was decided about it. */
export interface StoredCase {
  readonly id: string
  readonly cohortId: string
  readonly draft: CaseDraft
  readonly decisions: FindingDecisions
  readonly revision: number
  /** Every organisation on whose boards the case rests: each has to agree. */
  readonly organisationIds: readonly string[]
}

/** Keeps a new draft. */
export async function insertCase(
  db: Kysely<Database>,
  made: {
    id: string
    cohortId: string
    organisationIds: readonly string[]
    draft: CaseDraft
    personId: string
    at: string
  },
): Promise<void> {
  await db
    .insertInto('case_draft')
    .values({
      id: made.id,
      cohort_id: made.cohortId,
      draft: draftJson(made.draft),
      decisions: '{}',
      revision: 1,
      organisation_ids: JSON.stringify(made.organisationIds),
      created_by: made.personId,
      created_at: made.at,
    })
    .execute()
}

/** The draft, or null. */
export async function findCase(
  context: Pick<Context, 'config'>,
  db: Kysely<Database>,
  id: string,
): Promise<StoredCase | null> {
  const row = await db.selectFrom('case_draft').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : storedCase(context, row)
}

/** Where a case is, without a word of what it says: rights are asked before anything of it is read. */
export async function findCasePlace(
  db: Kysely<Database>,
  id: string,
): Promise<{ id: string; cohortId: string } | null> {
  const row = await db
    .selectFrom('case_draft')
    .select(['id', 'cohort_id as cohortId'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** Which organisations the cases of a cohort are of. */
export async function listCasePlaces(
  db: Kysely<Database>,
  cohortId: string,
): Promise<{ id: string; organisationIds: string[] }[]> {
  const rows = await db
    .selectFrom('case_draft')
    .select(['id', 'organisation_ids'])
    .where('cohort_id', '=', cohortId)
    .execute()
  return rows.map((row) => ({ id: row.id, organisationIds: organisationIdsOf(row) }))
}

/** The drafts of a cohort, by public name: the order of creation would tell the order of the workshops. */
export async function listCases(
  context: Pick<Context, 'config'>,
  db: Kysely<Database>,
  cohortId: string,
): Promise<StoredCase[]> {
  const rows = await db.selectFrom('case_draft').selectAll().where('cohort_id', '=', cohortId).execute()
  return rows
    .map((row) => storedCase(context, row))
    .sort((a, b) => a.draft.publicName.localeCompare(b.draft.publicName) || (a.id < b.id ? -1 : 1))
}

/** Keeps a changed draft. @returns false when somebody changed it since it was read; nothing is kept then. */
export async function updateCase(
  context: Pick<Context, 'config'>,
  db: Kysely<Database>,
  changed: StoredCase,
): Promise<boolean> {
  const updated = await db
    .updateTable('case_draft')
    .set({
      draft: draftJson(changed.draft),
      decisions: sealDecisions(context, changed.id, changed.decisions),
      revision: changed.revision + 1,
    })
    .where('id', '=', changed.id)
    .where('revision', '=', changed.revision)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

/**
 * Forgets every word of a draft that nothing can come of any more, and its pictures but for those of the document that
 * stays public; in a transaction of `erasing`.
 */
export async function emptyDraft(
  transaction: Kysely<Database>,
  caseId: string,
  left: Pick<PublishedCase, 'images'> = {},
): Promise<void> {
  const row = await transaction
    .selectFrom('case_draft')
    .select(['draft', 'revision'])
    .where('id', '=', caseId)
    .executeTakeFirst()
  if (row === undefined) return
  const draft: CaseDraft = {
    ...readCaseDraft(JSON.parse(row.draft), caseId),
    publicName: '',
    tags: NO_TAGS,
    monthZero: null,
    countsOnly: [],
    statements: [],
    images: [],
    proposals: [],
    pseudonyms: {},
  }
  await transaction
    .updateTable('case_draft')
    // who read it before writes nothing back
    .set({ draft: JSON.stringify(draft), decisions: '{}', revision: row.revision + 1 })
    .where('id', '=', caseId)
    .execute()
  await eraseVault(transaction, caseId)
  await deleteImagesBut(transaction, caseId, left)
  // why an editor thought that nobody would guess
  await transaction.deleteFrom('case_check').where('case_id', '=', caseId).execute()
}

/** Who is called what stands in the case's vault, and nowhere beside the text. */
function draftJson(draft: CaseDraft): string {
  return JSON.stringify({ ...draft, pseudonyms: {} })
}

/** Every organisation on whose boards a stored case rests. */
export function organisationIdsOf({ organisation_ids }: { organisation_ids: string }): string[] {
  return z.array(z.string()).parse(JSON.parse(organisation_ids))
}

function storedCase(context: Pick<Context, 'config'>, row: Selectable<CaseTables['case_draft']>): StoredCase {
  return {
    id: row.id,
    cohortId: row.cohort_id,
    draft: readCaseDraft(JSON.parse(row.draft), row.id),
    decisions: openDecisions(context, row.id, row.decisions),
    revision: row.revision,
    organisationIds: organisationIdsOf(row),
  }
}
