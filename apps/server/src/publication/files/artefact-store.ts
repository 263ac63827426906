import { createHash } from 'node:crypto'
import { type Kysely, type SqlBool, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { CaseFileName } from './case-file-names.ts'

/** A file of a public case, ready to be kept. */
export interface ReadyFile {
  readonly name: CaseFileName
  readonly bytes: Uint8Array
}

/** Writes down which files a document has; in the transaction that makes it public. */
export async function insertArtefacts(
  db: Kysely<Database>,
  documentId: string,
  files: readonly ReadyFile[],
): Promise<void> {
  await db
    .insertInto('case_artefact')
    .values(
      files.map(({ name, bytes }) => ({
        document_id: documentId,
        name,
        hash: createHash('sha256').update(bytes).digest('hex'),
        bytes: bytes.length,
      })),
    )
    .execute()
}

/** Forgets them; in the transaction that takes it back. */
export async function deleteArtefacts(db: Kysely<Database>, documentId: string): Promise<void> {
  await db.deleteFrom('case_artefact').where('document_id', '=', documentId).execute()
}

/** Of a row of `case_publication`: whether a report of what was looked at in its files is published beside it. */
export const hasReport = () =>
  sql<SqlBool>`exists (select 1 from case_artefact where case_artefact.document_id = case_publication.document_id and case_artefact.name = 'report.json')`.as(
    'has_report',
  )
