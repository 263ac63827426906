import { type PublishedCase, readCaseDraft } from '@tablee/cases'
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { newId } from '../ids.ts'
import { insertCase } from '../publication/draft-store.ts'
import { markLibraryChanged } from '../publication/library-revision.ts'

/** Whether somebody has begun to use the instance. */
export async function hasProgrammes(db: Kysely<Database>): Promise<boolean> {
  return (await db.selectFrom('programme').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** The administrators' ids. */
export async function findAdminIds(db: Kysely<Database>): Promise<string[]> {
  const rows = await db.selectFrom('membership').select('person_id').where('role', '=', 'admin').execute()
  return rows.map((row) => row.person_id)
}

/** Puts a fictional case into the library: published, with a draft that says no more than its name. */
export async function insertDemoCase(
  db: Kysely<Database>,
  made: {
    cohortId: string
    personId: string | null
    document: PublishedCase
    naming: 'named' | 'pseudonym'
    now: number
  },
): Promise<void> {
  const { document } = made
  const id = newId()
  const personId = made.personId ?? 'demo'
  const at = new Date(made.now).toISOString()
  const { lang, meta } = document
  const draft = readCaseDraft(
    {
      lang,
      publicName: meta.publicName,
      tags: { sector: [], orgType: null, size: null, projectKind: [], outcome: null },
      ownOrganisationIds: [],
      statements: [],
      pseudonyms: {},
    },
    id,
  )
  await insertCase(db, {
    id,
    cohortId: made.cohortId,
    organisationIds: [],
    draft: { ...draft, tags: meta.tags },
    personId,
    at,
  })
  await db
    .insertInto('case_publication')
    .values({
      case_id: id,
      slug: document.slug,
      slug_key: null,
      document_id: document.id,
      version: document.version,
      document: JSON.stringify(document),
      published_by: personId,
      published_at: at,
      withdrawn_at: null,
      changed_revision: 0,
      naming: made.naming,
      counted: '[]',
    })
    .execute()
  await markLibraryChanged(db, id)
}
