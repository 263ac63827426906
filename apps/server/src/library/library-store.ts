import { readPublishedCase } from '@tablee/cases'
import type { Kysely, Selectable } from 'kysely'
import * as z from 'zod'
import type { Database } from '../db/schema.ts'
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
    .innerJoin('case_draft', 'case_draft.id', 'case_publication.case_id')
    .selectAll('case_publication')
    .select('case_draft.cohort_id')
    .where('withdrawn_at', 'is', null)
    .where('case_id', '>', part.after)
    .orderBy('case_id')
    .limit(part.size)
    .execute()
  return rows.flatMap((row) => changeOf(row).found ?? [])
}

/** What was published or withdrawn after a revision. */
export async function readLibraryChanges(db: Kysely<Database>, after: number): Promise<LibraryChange[]> {
  const rows = await db
    .selectFrom('case_publication')
    .innerJoin('case_draft', 'case_draft.id', 'case_publication.case_id')
    .selectAll('case_publication')
    .select('case_draft.cohort_id')
    .where('changed_revision', '>', after)
    .execute()
  return rows.map(changeOf)
}

function changeOf(row: Selectable<CaseTables['case_publication']> & { cohort_id: string }): LibraryChange {
  const caseId = row.case_id
  if (row.document === null || row.withdrawn_at !== null) return { caseId, found: null }
  const document = readPublishedCase(JSON.parse(row.document))
  const counted = z.array(z.string()).parse(JSON.parse(row.counted))
  return {
    caseId,
    found: libraryCase({
      caseId,
      cohortId: row.cohort_id,
      document,
      isNamed: row.naming === 'named',
      counted,
      isVerified: row.read_with !== '',
    }),
  }
}
