import { maskValue } from '@tablee/board'
import * as z from 'zod'
import { openWords, sealWords } from '../consents/sealed-words.ts'
import type { Context } from '../context.ts'
import { bytesValue } from '../db/dialect.ts'
import { erasing } from '../db/erasing.ts'
import { deleteDrawings, deleteUnshownImages, listDrawn } from '../publication/image-store.ts'
import { openDecisions, sealDecisions } from '../vault/case-decisions.ts'
import { eraseFromVaults } from '../vault/case-vault.ts'
import { maskOf } from './person-words.ts'
import type { PersonSubject } from './store.ts'
import { wordsAt } from './words-at.ts'

const drawingsSchema = z.looseObject({ images: z.array(z.looseObject({ drawn: z.unknown() })).default([]) })

/**
 * Takes a person out of cases in the making: her name in the words that were drafted, the drawings of a draft that had
 * it, and the entry under her id in its vault. What was published stays as it was agreed to, its drawing too: a file that
 * the disk loses is made again of it. @returns how many changed
 */
export async function eraseFromDrafts(
  context: Pick<Context, 'config' | 'db' | 'dialect' | 'now'>,
  subject: PersonSubject,
): Promise<number> {
  const { db, dialect } = context
  await eraseFromVaults(context, subject.personId)
  await deleteUnshownImages(context)
  const drafts = await db
    .selectFrom('case_draft')
    .leftJoin('case_publication', 'case_publication.case_id', 'case_draft.id')
    .select(['id', 'cohort_id', 'case_publication.case_id as publicId'])
    .execute()
  let changed = 0
  for (const { id, cohort_id, publicId } of drafts) {
    const mask = maskOf(await wordsAt(db, subject, cohort_id))
    const row = await db
      .selectFrom('case_draft')
      .select(['draft', 'decisions', 'revision'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) continue
    const draft = JSON.stringify(maskValue(JSON.parse(row.draft), mask))
    const decided = openDecisions(context, id, row.decisions)
    const decisions = maskValue(decided, mask) as typeof decided // strings alone change
    // the drawing of a public case is the one that was agreed to
    const isPublic = publicId !== null
    const isDrawn = !isPublic && (await listDrawn(db, id)).some((said) => maskValue(said, mask) !== said)
    if (draft === row.draft && decisions === decided && !isDrawn) continue
    changed += 1
    const next = {
      draft: isPublic ? draft : withoutDrawings(draft),
      decisions: decisions === decided ? row.decisions : sealDecisions(context, id, decisions),
    }
    await erasing(db, dialect, async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('case_draft')
        .set({ ...next, revision: row.revision + 1 })
        .where('id', '=', id)
        .where('revision', '=', row.revision)
        .executeTakeFirst()
      // pixels cannot be searched: what was drawn of such words is drawn anew or left out
      if (numUpdatedRows > 0n && !isPublic) await deleteDrawings(transaction, id)
    })
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

/** A draft without the boards that were drawn of it. */
function withoutDrawings(json: string): string {
  const draft = drawingsSchema.parse(JSON.parse(json))
  return JSON.stringify({ ...draft, images: draft.images.filter(({ drawn }) => drawn === null) })
}
