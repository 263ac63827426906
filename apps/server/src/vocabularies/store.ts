import { localisedTextSchema } from '@tablee/contract'
import type { VocabularyChange } from '@tablee/templates'
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'

/** Lines of one statement: each has eight values, and SQLite takes 32,766 of them. */
const LINES_AT_ONCE = 500

/** A line of the history with its moment and who wrote it. */
export interface KeptChange extends VocabularyChange {
  readonly at: string
  /** The name of who changed it. */
  readonly by: string | null
}

/** A programme's history of words, oldest first. */
export async function findVocabularyChanges(
  db: Kysely<Database>,
  programmeId: string,
): Promise<KeptChange[]> {
  const rows = await db
    .selectFrom('vocabulary_change')
    .leftJoin('person', 'person.id', 'vocabulary_change.changed_by')
    .selectAll('vocabulary_change')
    .select('person.name as changer')
    .where('programme_id', '=', programmeId)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    vocabularyId: row.vocabulary_id,
    termId: row.term_id,
    kind: row.kind,
    label: row.label === null ? null : localisedTextSchema.parse(JSON.parse(row.label)),
    at: row.changed_at,
    by: row.changer,
  }))
}

/** Adds lines to the history, in a transaction. @throws when somebody added one at the same moment: nothing is kept then */
export async function insertVocabularyChanges(
  db: Kysely<Database>,
  programmeId: string,
  { changes, after, personId }: { changes: readonly VocabularyChange[]; after: number; personId: string },
  now: number,
): Promise<void> {
  const lines = changes.map(({ vocabularyId, termId, kind, label }, at) => ({
    programme_id: programmeId,
    position: after + 1 + at,
    vocabulary_id: vocabularyId,
    term_id: termId,
    kind,
    label: label === null ? null : JSON.stringify(label),
    changed_at: new Date(now).toISOString(),
    changed_by: personId,
  }))
  for (let at = 0; at < lines.length; at += LINES_AT_ONCE)
    await db
      .insertInto('vocabulary_change')
      .values(lines.slice(at, at + LINES_AT_ONCE))
      .execute()
}
