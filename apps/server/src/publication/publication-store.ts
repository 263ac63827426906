import { type Finding, type PublishedCase, readPublishedCase } from '@tablee/cases'
import type { ConsentSpread } from '@tablee/contract'
import { type Kysely, type Selectable, type SqlBool, sql } from 'kysely'
import * as z from 'zod'
import type { Context } from '../context.ts'
import { erasing } from '../db/erasing.ts'
import type { Database } from '../db/schema.ts'
import { isUniqueViolation } from '../db/unique-violation.ts'
import { type StoredCase, updateCase } from './draft-store.ts'
import { hasReport } from './files/artefact-store.ts'
import { lockLibrary, markLibraryChanged } from './library-revision.ts'
import type { Publishable } from './publishable.ts'
import type { CaseTables } from './tables.ts'

/** Whether and where a case is published, and for whom. `document` is null once withdrawn. */
export interface Publication {
  readonly caseId: string
  readonly slug: string
  readonly version: number
  readonly documentId: string
  readonly naming: CaseTables['case_publication']['naming']
  /** Who reads it. */
  readonly spread: ConsentSpread
  /** Whether a report of what was looked at in its files is published beside it. */
  readonly isVerified: boolean
  /**
   * Kinds of what was found in it since it is public: the cohort got another name, or the rules another version; or it
   * names somebody who was erased.
   */
  readonly foundSince: readonly string[]
  /** Tags that it is counted for and that are said nowhere in it. */
  readonly counted: readonly string[]
  readonly document: PublishedCase | null
}

/** What became of a case; null when it never was public. */
export async function findPublication(
  db: Kysely<Database>,
  { caseId }: { caseId: string },
): Promise<Publication | null> {
  const row = await db
    .selectFrom('case_publication')
    .selectAll()
    .select([namesErased(), hasReport()])
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  return row === undefined ? null : publication(row)
}

/** What became of several cases. */
export async function findPublications(
  db: Kysely<Database>,
  caseIds: readonly string[],
): Promise<Publication[]> {
  if (caseIds.length === 0) return []
  const rows = await db
    .selectFrom('case_publication')
    .selectAll()
    .select([namesErased(), hasReport()])
    .where('case_id', 'in', caseIds)
    .execute()
  return rows.map(publication)
}

/**
 * Makes a case readable, if the draft is still the one that was checked. `recheck` is asked once nothing that decides
 * about it can change any more, and throws what it finds.
 * @returns what stood in the way: a draft that changed meanwhile, or another case at the same address.
 */
export async function insertPublication(
  context: Pick<Context, 'config' | 'db' | 'dialect'>,
  checked: StoredCase,
  made: Publishable & { personId: string; at: string; readWith: string; spread: ConsentSpread },
  recheck: (transaction: Kysely<Database>) => Promise<void>,
): Promise<'published' | 'changed' | 'slug_taken'> {
  const { db, dialect } = context
  const insert = async (transaction: Kysely<Database>) => {
    if (!(await updateCase(context, transaction, checked))) return 'changed'
    // two cases that lead to each other: the second one sees the first
    await lockLibrary(transaction)
    await recheck(transaction)
    await transaction
      .insertInto('case_publication')
      .values({
        case_id: checked.id,
        slug: made.document.slug,
        slug_key: null,
        document_id: made.document.id,
        version: made.document.version,
        document: JSON.stringify(made.document),
        published_by: made.personId,
        published_at: made.at,
        withdrawn_at: null,
        changed_revision: 0,
        naming: made.naming,
        spread: made.spread,
        counted: JSON.stringify(made.counted),
        read_with: made.readWith,
      })
      .execute()
    // what only some may read moves nothing that others could see or time
    if (made.spread === 'public') await markLibraryChanged(transaction, checked.id)
    return 'published'
  }
  try {
    return await erasing(db, dialect, insert)
  } catch (error) {
    // the case's own key cannot be taken: its second publication finds the revision changed
    if (isUniqueViolation(error)) return 'slug_taken'
    throw error
  }
}

/** Takes a case out of the public and forgets its text and its address; in a transaction of `erasing`. */
export async function withdrawPublication(
  transaction: Kysely<Database>,
  caseId: string,
  left: { at: string; slug: string; slugKey: string },
): Promise<void> {
  const row = await transaction
    .updateTable('case_publication')
    .set({
      document: null,
      counted: '[]',
      read_with: '',
      found_since: '[]',
      withdrawn_at: left.at,
      slug: left.slug,
      slug_key: left.slugKey,
    })
    .where('case_id', '=', caseId)
    .returning('spread')
    .executeTakeFirst()
  if (row?.spread === 'public') await markLibraryChanged(transaction, caseId)
}

/**
 * Leaves a published case to fewer readers, as another document at another address; `publicKey` is what the address is
 * found by at which everybody could read it. In a transaction of `erasing`.
 */
export async function narrowPublication(
  transaction: Kysely<Database>,
  caseId: string,
  left: { spread: ConsentSpread; document: PublishedCase; publicKey: string | null },
): Promise<void> {
  const { spread, document, publicKey } = left
  await transaction
    .updateTable('case_publication')
    .set({ spread, slug: document.slug, document_id: document.id, document: JSON.stringify(document) })
    .set(publicKey === null ? {} : { public_key: publicKey })
    .where('case_id', '=', caseId)
    .execute()
  await markLibraryChanged(transaction, caseId)
}

/** Where somebody may look for a case: an address, and what it is found by once nobody can read it any more. */
interface CaseAddress {
  readonly slug: string
  readonly slugKey: string
}

/** Whether any case is at an address, or was: nothing else is ever found there. */
export async function isAddressTaken(db: Kysely<Database>, { slug, slugKey }: CaseAddress): Promise<boolean> {
  const row = await db
    .selectFrom('case_publication')
    .select('case_id')
    .where((is) =>
      is.or([is('slug', '=', slug), is('slug_key', '=', slugKey), is('public_key', '=', slugKey)]),
    )
    .executeTakeFirst()
  return row !== undefined
}

/** Whether a case was ever public at an address; one for fewer readers never was anywhere, and is not read for that. */
export async function wasPublicAt(db: Kysely<Database>, { slug, slugKey }: CaseAddress): Promise<boolean> {
  const row = await db
    .selectFrom('case_publication')
    .select('case_id')
    .where((is) =>
      is.or([
        is('public_key', '=', slugKey),
        is.and([is('spread', '=', 'public'), is.or([is('slug', '=', slug), is('slug_key', '=', slugKey)])]),
      ]),
    )
    .executeTakeFirst()
  return row !== undefined
}

/** The public addresses of cases that were withdrawn before addresses were forgotten. */
export async function listReadableTombstones(
  db: Kysely<Database>,
): Promise<{ caseId: string; slug: string; at: string }[]> {
  const rows = await db
    .selectFrom('case_publication')
    .select(['case_id as caseId', 'slug', 'withdrawn_at as at'])
    .where('withdrawn_at', 'is not', null)
    .where('slug_key', 'is', null)
    .execute()
  return rows.flatMap(({ at, ...row }) => (at === null ? [] : [{ ...row, at }]))
}

/** Whether somebody is named in it who was erased. */
const namesErased = () =>
  sql<SqlBool>`exists (select 1 from erasure_case where erasure_case.case_id = case_publication.case_id)`.as(
    'names_erased',
  )

/** The kind of people's names. */
const PERSON: Finding['kind'] = 'PER'

function publication(
  row: Selectable<CaseTables['case_publication']> & { names_erased: SqlBool; has_report: SqlBool },
): Publication {
  const found = z.array(z.string()).parse(JSON.parse(row.found_since))
  const isNamed = row.withdrawn_at === null && Boolean(row.names_erased)
  return {
    caseId: row.case_id,
    slug: row.slug,
    version: row.version,
    documentId: row.document_id,
    naming: row.naming,
    spread: row.spread,
    isVerified: Boolean(row.has_report),
    foundSince: isNamed ? [...new Set([...found, PERSON])] : found,
    counted: z.array(z.string()).parse(JSON.parse(row.counted)),
    document:
      row.document === null || row.withdrawn_at !== null ? null : readPublishedCase(JSON.parse(row.document)),
  }
}
