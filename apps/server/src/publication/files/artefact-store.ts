import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
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
