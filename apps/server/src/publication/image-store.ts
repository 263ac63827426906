import { createHash } from 'node:crypto'
import type { CaseDraft, PublishedCase } from '@tablee/cases'
import type { Kysely } from 'kysely'
import { bytesValue } from '../db/dialect.ts'
import type { Database } from '../db/schema.ts'

/** The pixels of a picture of a case, and what a drawing says. */
export interface CaseImage {
  readonly png: Uint8Array<ArrayBuffer>
  readonly said: string | null
}

/** How many letters name pixels: enough that no two pictures have the same. */
const LETTERS = 26

/** What names pixels: letters that they alone give, none of them a digit that could look like a number of somebody. */
export function lettersOf(png: Uint8Array): string {
  const hash = createHash('sha256').update(png).digest().subarray(0, LETTERS)
  return Array.from(hash, (byte) => String.fromCharCode(97 + (byte % 26))).join('')
}

/** Keeps the pixels of a picture; in the transaction that changes the draft. */
export async function insertImage(
  db: Kysely<Database>,
  { caseId, id, png, said }: CaseImage & { caseId: string; id: string },
): Promise<void> {
  await db
    .insertInto('case_image')
    .values({ case_id: caseId, id, png: bytesValue(png), said })
    .execute()
}

/** Forgets them; in the transaction that changes the draft. */
export async function deleteImage(
  db: Kysely<Database>,
  { caseId, id }: { caseId: string; id: string },
): Promise<void> {
  await db.deleteFrom('case_image').where('case_id', '=', caseId).where('id', '=', id).execute()
}

/** Forgets the drawings of boards; in the transaction that takes them out of the draft. */
export async function deleteDrawings(db: Kysely<Database>, caseId: string): Promise<void> {
  await db.deleteFrom('case_image').where('case_id', '=', caseId).where('said', 'is not', null).execute()
}

/** The pixels of one picture, or null. */
export async function findImage(
  db: Kysely<Database>,
  { caseId, id }: { caseId: string; id: string },
): Promise<CaseImage | null> {
  const row = await db
    .selectFrom('case_image')
    .select(['png', 'said'])
    .where('case_id', '=', caseId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : { png: Uint8Array.from(row.png), said: row.said }
}

/** A picture by its pixels: that of a public case whose draft was emptied with the raw boards. */
async function findPixels(db: Kysely<Database>, caseId: string, pixels: string): Promise<CaseImage | null> {
  const rows = await db
    .selectFrom('case_image')
    .select(['png', 'said'])
    .where('case_id', '=', caseId)
    .execute()
  const row = rows.find(({ png }) => lettersOf(Uint8Array.from(png)) === pixels)
  return row === undefined ? null : { png: Uint8Array.from(row.png), said: row.said }
}

/** Forgets the pictures of a case but for those that a document shows; in a transaction of `erasing`. */
export async function deleteImagesBut(
  transaction: Kysely<Database>,
  caseId: string,
  { images = [] }: Pick<PublishedCase, 'images'>,
): Promise<void> {
  const shown = new Set(images.map(({ id }) => id))
  const rows = await transaction
    .selectFrom('case_image')
    .select(['id', 'png'])
    .where('case_id', '=', caseId)
    .execute()
  for (const { id, png } of rows)
    if (!shown.has(lettersOf(Uint8Array.from(png)))) await deleteImage(transaction, { caseId, id })
}

/**
 * The pixels of the pictures that a document shows, in its order.
 * @returns null when one of them is gone, or is not the one that was looked at.
 */
export async function imagesOf(
  db: Kysely<Database>,
  { id: caseId, draft }: { id: string; draft: Pick<CaseDraft, 'images'> },
  { images = [] }: Pick<PublishedCase, 'images'>,
): Promise<CaseImage[] | null> {
  const found: CaseImage[] = []
  for (const { id: pixels } of images) {
    const id = draft.images.find((image) => image.taken && image.pixels === pixels)?.id
    const image =
      id === undefined ? await findPixels(db, caseId, pixels) : await findImage(db, { caseId, id })
    if (image === null || lettersOf(image.png) !== pixels) return null
    found.push(image)
  }
  return found
}
