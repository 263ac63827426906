import {
  type CaseDraft,
  caseDraftSchema,
  type FindingDecisions,
  findingDecisionsSchema,
  type PublishedCase,
  publishedCaseSchema,
} from '@tablee/cases'
import type { Kysely, Selectable, Transaction } from 'kysely'
import * as z from 'zod'
import type { Database } from '../db/schema.ts'
import { isUniqueViolation } from '../db/unique-violation.ts'
import { newId } from '../ids.ts'
import type { CaseTables } from './tables.ts'

/** A stored draft with all that was decided about it. */
export interface StoredCase {
  readonly id: string
  readonly cohortId: string
  readonly draft: CaseDraft
  readonly decisions: FindingDecisions
  readonly revision: number
  /** Who stated when that the organisation agreed, and to which text. */
  readonly consent: { readonly at: string; readonly by: string; readonly hash: string } | null
}

/** Whether and where a case is public. `document` is null once withdrawn. */
export interface Publication {
  readonly caseId: string
  readonly slug: string
  readonly version: number
  readonly documentId: string
  readonly document: PublishedCase | null
}

/** A name that an editor added to a roster. */
export interface AddedName {
  readonly id: string
  readonly kind: CaseTables['roster_entry']['kind']
  readonly name: string
  readonly aliases: readonly string[]
  readonly roleClass: string | null
}

/** The names that editors added to a cohort's roster, oldest first. */
export async function listAddedNames(db: Kysely<Database>, cohortId: string): Promise<AddedName[]> {
  const rows = await db
    .selectFrom('roster_entry')
    .selectAll()
    .where('cohort_id', '=', cohortId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    aliases: z.array(z.string()).parse(JSON.parse(row.aliases)),
    roleClass: row.role_class,
  }))
}

/** The names that a cohort's people, organisations and places had once. */
export function listFormerNames(
  db: Kysely<Database>,
  cohortId: string,
): Promise<Pick<CaseTables['former_name'], 'id' | 'kind' | 'name'>[]> {
  return db
    .selectFrom('former_name')
    .select(['id', 'kind', 'name'])
    .where('cohort_id', '=', cohortId)
    .orderBy('id')
    .execute()
}

/** Keeps names of a cohort; those that are kept already stay as they are. */
export async function insertFormerNames(
  db: Kysely<Database>,
  cohortId: string,
  names: readonly Pick<CaseTables['former_name'], 'kind' | 'name'>[],
  now: number,
): Promise<void> {
  if (names.length === 0) return
  const noted_at = new Date(now).toISOString()
  await db
    .insertInto('former_name')
    .values(names.map(({ kind, name }) => ({ id: newId(), cohort_id: cohortId, kind, name, noted_at })))
    .onConflict((conflict) => conflict.columns(['cohort_id', 'kind', 'name']).doNothing())
    .execute()
}

/** Adds a name to a cohort's roster. */
export async function insertAddedName(
  db: Kysely<Database>,
  entry: AddedName & { cohortId: string; personId: string; at: string },
): Promise<void> {
  await db
    .insertInto('roster_entry')
    .values({
      id: entry.id,
      cohort_id: entry.cohortId,
      kind: entry.kind,
      name: entry.name,
      aliases: JSON.stringify(entry.aliases),
      role_class: entry.roleClass,
      created_by: entry.personId,
      created_at: entry.at,
    })
    .execute()
}

/** Takes an added name out of a cohort's roster. @returns whether it was there. */
export async function deleteAddedName(
  db: Kysely<Database>,
  entry: { id: string; cohortId: string },
): Promise<boolean> {
  const deleted = await db
    .deleteFrom('roster_entry')
    .where('id', '=', entry.id)
    .where('cohort_id', '=', entry.cohortId)
    .executeTakeFirst()
  return deleted.numDeletedRows > 0n
}

function storedCase(row: Selectable<CaseTables['case_draft']>): StoredCase {
  return {
    id: row.id,
    cohortId: row.cohort_id,
    draft: caseDraftSchema.parse(JSON.parse(row.draft)),
    decisions: findingDecisionsSchema.parse(JSON.parse(row.decisions)),
    revision: row.revision,
    consent:
      row.consent_at === null || row.consent_by === null || row.consent_hash === null
        ? null
        : { at: row.consent_at, by: row.consent_by, hash: row.consent_hash },
  }
}

/** Keeps a new draft. */
export async function insertCase(
  db: Kysely<Database>,
  made: { id: string; cohortId: string; draft: CaseDraft; personId: string; at: string },
): Promise<void> {
  await db
    .insertInto('case_draft')
    .values({
      id: made.id,
      cohort_id: made.cohortId,
      draft: JSON.stringify(made.draft),
      decisions: '{}',
      revision: 1,
      consent_at: null,
      consent_by: null,
      consent_hash: null,
      created_by: made.personId,
      created_at: made.at,
    })
    .execute()
}

/** The draft, or null. */
export async function findCase(db: Kysely<Database>, id: string): Promise<StoredCase | null> {
  const row = await db.selectFrom('case_draft').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : storedCase(row)
}

/** The drafts of a cohort, by public name: the order of creation would tell the order of the workshops. */
export async function listCases(db: Kysely<Database>, cohortId: string): Promise<StoredCase[]> {
  const rows = await db.selectFrom('case_draft').selectAll().where('cohort_id', '=', cohortId).execute()
  return rows
    .map(storedCase)
    .sort((a, b) => a.draft.publicName.localeCompare(b.draft.publicName) || (a.id < b.id ? -1 : 1))
}

/** Keeps a changed draft. @returns false when somebody changed it since it was read; nothing is kept then. */
export async function updateCase(db: Kysely<Database>, changed: StoredCase): Promise<boolean> {
  const updated = await db
    .updateTable('case_draft')
    .set({
      draft: JSON.stringify(changed.draft),
      decisions: JSON.stringify(changed.decisions),
      consent_at: changed.consent?.at ?? null,
      consent_by: changed.consent?.by ?? null,
      consent_hash: changed.consent?.hash ?? null,
      revision: changed.revision + 1,
    })
    .where('id', '=', changed.id)
    .where('revision', '=', changed.revision)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

function publication(row: Selectable<CaseTables['case_publication']>): Publication {
  return {
    caseId: row.case_id,
    slug: row.slug,
    version: row.version,
    documentId: row.document_id,
    document:
      row.document === null || row.withdrawn_at !== null
        ? null
        : publishedCaseSchema.parse(JSON.parse(row.document)),
  }
}

/** What became of a case, by the case or by its public address; null when it never was public. */
export async function findPublication(
  db: Kysely<Database>,
  by: { caseId: string } | { slug: string },
): Promise<Publication | null> {
  const query = db.selectFrom('case_publication').selectAll()
  const row = await ('caseId' in by
    ? query.where('case_id', '=', by.caseId)
    : query.where('slug', '=', by.slug)
  ).executeTakeFirst()
  return row === undefined ? null : publication(row)
}

/** What became of several cases. */
export async function findPublications(
  db: Kysely<Database>,
  caseIds: readonly string[],
): Promise<Publication[]> {
  if (caseIds.length === 0) return []
  const rows = await db.selectFrom('case_publication').selectAll().where('case_id', 'in', caseIds).execute()
  return rows.map(publication)
}

/** Which documents are public, in a stable order: another list means that something was published or withdrawn. */
export async function listPublicIds(db: Kysely<Database>): Promise<string[]> {
  const rows = await db
    .selectFrom('case_publication')
    .select('document_id')
    .where('withdrawn_at', 'is', null)
    .orderBy('document_id')
    .execute()
  return rows.map(({ document_id }) => document_id)
}

/** Every public case, by address. */
export async function listPublicCases(db: Kysely<Database>): Promise<PublishedCase[]> {
  const rows = await db
    .selectFrom('case_publication')
    .select('document')
    .where('withdrawn_at', 'is', null)
    .orderBy('slug')
    .execute()
  return rows.flatMap(({ document }) =>
    document === null ? [] : [publishedCaseSchema.parse(JSON.parse(document))],
  )
}

/**
 * Makes a case public, if the draft is still the one that was checked.
 * @returns what stood in the way: a draft that changed meanwhile, or another case at the same address.
 */
export async function insertPublication(
  db: Kysely<Database>,
  checked: StoredCase,
  made: { document: PublishedCase; personId: string; at: string },
): Promise<'published' | 'changed' | 'slug_taken'> {
  const insert = async (transaction: Transaction<Database>) => {
    if (!(await updateCase(transaction, checked))) return 'changed'
    await transaction
      .insertInto('case_publication')
      .values({
        case_id: checked.id,
        slug: made.document.slug,
        document_id: made.document.id,
        version: made.document.version,
        document: JSON.stringify(made.document),
        published_by: made.personId,
        published_at: made.at,
        withdrawn_at: null,
      })
      .execute()
    return 'published'
  }
  try {
    return await db.transaction().execute(insert)
  } catch (error) {
    // the case's own key cannot be taken: its second publication finds the revision changed
    if (isUniqueViolation(error)) return 'slug_taken'
    throw error
  }
}

/** Takes a case out of the public and forgets its published text. */
export async function withdrawPublication(db: Kysely<Database>, caseId: string, at: string): Promise<void> {
  await db
    .updateTable('case_publication')
    .set({ document: null, withdrawn_at: at })
    .where('case_id', '=', caseId)
    .execute()
}
