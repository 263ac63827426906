import { maskValue } from '@tablee/board'
import { openWords, sealWords } from '../consents/sealed-words.ts'
import type { Context } from '../context.ts'
import { bytesValue } from '../db/dialect.ts'
import { erasing } from '../db/erasing.ts'
import { maskOf } from './person-words.ts'
import type { PersonSubject } from './store.ts'
import { wordsAt } from './words-at.ts'

/**
 * Takes a person out of cases in the making: her name in the words that were drafted, and the entry under her id among
 * the replacements. What was published stays as it was agreed to. @returns how many changed
 */
export async function eraseFromDrafts(
  { db, dialect }: Pick<Context, 'db' | 'dialect'>,
  subject: PersonSubject,
): Promise<number> {
  const drafts = await db.selectFrom('case_draft').select(['id', 'cohort_id']).execute()
  let changed = 0
  for (const { id, cohort_id } of drafts) {
    const mask = maskOf(await wordsAt(db, subject, cohort_id))
    const row = await db
      .selectFrom('case_draft')
      .select(['draft', 'decisions', 'revision'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) continue
    const without = (json: string) =>
      JSON.stringify(withoutKey(maskValue(JSON.parse(json), mask), subject.personId))
    const next = { draft: without(row.draft), decisions: without(row.decisions) }
    if (next.draft === row.draft && next.decisions === row.decisions) continue
    changed += 1
    await erasing(db, dialect, (transaction) =>
      transaction
        .updateTable('case_draft')
        .set({ ...next, revision: row.revision + 1 })
        .where('id', '=', id)
        .where('revision', '=', row.revision)
        .execute(),
    )
  }
  return changed
}

/** The same in what organisations wrote when they agreed, and in the name of who decided for them. */
export async function eraseFromStatements(
  context: Pick<Context, 'db' | 'dialect' | 'config'>,
  subject: PersonSubject,
): Promise<number> {
  const { db, dialect } = context
  const statements = await db.selectFrom('consent_statement').select(['id', 'cohort_id', 'sealed']).execute()
  let changed = 0
  for (const { id, cohort_id, sealed } of statements) {
    const words = openWords(context, { id, sealed: new Uint8Array(sealed) })
    if (words === null) continue
    const masked = maskValue(words, maskOf(await wordsAt(db, subject, cohort_id))) as typeof words // strings alone change
    if (masked === words) continue
    changed += 1
    await erasing(db, dialect, (transaction) =>
      transaction
        .updateTable('consent_statement')
        .set({ sealed: bytesValue(sealWords(context, id, masked)) })
        .where('id', '=', id)
        .execute(),
    )
  }
  return changed
}

/** Published cases whose text holds what is looked for. */
export async function countPublicCases({ db }: Pick<Context, 'db'>, subject: PersonSubject): Promise<number> {
  const rows = await db
    .selectFrom('case_publication')
    .innerJoin('case_draft', 'case_draft.id', 'case_publication.case_id')
    .select(['case_publication.document', 'case_draft.cohort_id'])
    .where('case_publication.withdrawn_at', 'is', null)
    .execute()
  let count = 0
  for (const { document, cohort_id } of rows) {
    if (document === null) continue
    const json: unknown = JSON.parse(document)
    if (maskValue(json, maskOf(await wordsAt(db, subject, cohort_id))) !== json) count += 1
  }
  return count
}

/** JSON without the entries under a key, however deep. */
function withoutKey(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutKey(item, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) => (name === key ? [] : [[name, withoutKey(field, key)]])),
  )
}
