import { readPublishedCase } from '@tablee/cases'
import type { Kysely, Selectable, SqlBool } from 'kysely'
import * as z from 'zod'
import type { Database } from '../db/schema.ts'
import { hasReport } from '../publication/files/artefact-store.ts'
import type { CaseTables } from '../publication/tables.ts'
import { type LibraryCase, libraryCase } from './library-case.ts'

/** What became of a case: `found` is null once it is withdrawn. */
export interface LibraryChange {
  readonly caseId: string
  readonly found: LibraryCase | null
}

/** The next public cases after one, by id: the whole library is read in parts. */
export async function readLibraryPart(
  db: Kysely<Database>,
  part: { after: string; size: number },
): Promise<LibraryCase[]> {
  const rows = await db
    .selectFrom('case_publication')
    .selectAll()
    .select(hasReport)
    .where('withdrawn_at', 'is', null)
    .where('spread', '=', 'public')
    .where('case_id', '>', part.after)
    .orderBy('case_id')
    .limit(part.size)
    .execute()
  return rows.flatMap((row) => changeOf(row).found ?? [])
}

/** What was published, withdrawn or left to fewer readers after a revision; a case for few is none that everybody finds. */
export async function readLibraryChanges(db: Kysely<Database>, after: number): Promise<LibraryChange[]> {
  const rows = await db
    .selectFrom('case_publication')
    .selectAll()
    .select(hasReport)
    .where('changed_revision', '>', after)
    .execute()
  return rows.map((row) => (row.spread === 'public' ? changeOf(row) : { caseId: row.case_id, found: null }))
}

type PublicationRow = Selectable<CaseTables['case_publication']> & { has_report: SqlBool }

function changeOf(row: PublicationRow): LibraryChange {
  return { caseId: row.case_id, found: caseOfRow(row) }
}

/** A published case as a row keeps it; null once it is withdrawn. */
export function caseOfRow(row: PublicationRow): LibraryCase | null {
  if (row.document === null || row.withdrawn_at !== null) return null
  return libraryCase({
    caseId: row.case_id,
    document: readPublishedCase(JSON.parse(row.document)),
    isNamed: row.naming === 'named',
    counted: z.array(z.string()).parse(JSON.parse(row.counted)),
    isVerified: Boolean(row.has_report),
  })
}
