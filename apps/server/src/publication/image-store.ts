import { createHash } from 'node:crypto'
import { type CaseDraft, type PublishedCase, readableTexts, readPublishedCase } from '@tablee/cases'
import type { Kysely } from 'kysely'
import type { Context } from '../context.ts'
import { bytesValue } from '../db/dialect.ts'
import { erasing } from '../db/erasing.ts'
import type { Database } from '../db/schema.ts'
import { askForCleanPages } from '../erasure/store.ts'

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

/** What somebody reads on each drawing of a case: with its lines apart, and as one. */
export async function listDrawn(db: Kysely<Database>, caseId: string): Promise<string[][]> {
  const rows = await db.selectFrom('case_image').select('said').where('case_id', '=', caseId).execute()
  return rows.flatMap(({ said }) =>
    said === null ? [] : [readableTexts({ name: 'drawing.svg', text: said })],
  )
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

/**
 * Forgets the pictures of a case but for those that a document shows; in a transaction of `erasing`.
 * @returns how many
 */
export async function deleteImagesBut(
  transaction: Kysely<Database>,
  caseId: string,
  { images = [] }: Pick<PublishedCase, 'images'>,
): Promise<number> {
  const shown = new Set(images.map(({ id }) => id))
  const rows = await transaction
    .selectFrom('case_image')
    .select(['id', 'png'])
    .where('case_id', '=', caseId)
    .execute()
  const left = rows.filter(({ png }) => !shown.has(lettersOf(Uint8Array.from(png))))
  for (const { id } of left) await deleteImage(transaction, { caseId, id })
  return left.length
}

/**
 * Forgets what public cases have of pictures that they do not show: one that was left out may be a board that was drawn
 * before anything on it was decided.
 */
export async function deleteUnshownImages({
  db,
  dialect,
  now,
}: Pick<Context, 'db' | 'dialect' | 'now'>): Promise<void> {
  const rows = await db
    .selectFrom('case_image')
    .innerJoin('case_publication', 'case_publication.case_id', 'case_image.case_id')
    .select(['case_image.case_id as caseId', 'document'])
    .select(({ fn }) => fn.countAll<number | string>().as('kept'))
    .where('withdrawn_at', 'is', null)
    .groupBy(['case_image.case_id', 'document'])
    .execute()
  for (const { caseId, document: json, kept } of rows) {
    const images = json === null ? [] : (readPublishedCase(JSON.parse(json)).images ?? [])
    // no pixels are read of one that has what it shows
    if (Number(kept) <= images.length) continue
    await erasing(db, dialect, async (transaction) => {
      const deleted = await deleteImagesBut(transaction, caseId, { images })
      if (deleted > 0) await askForCleanPages(transaction, now())
    })
  }
}

/**
 * The pixels of the pictures that a document shows, in its order.
 * @returns null when one of them is gone, or is not the one that was looked at.
 */
export function imagesOf(
  db: Kysely<Database>,
  of: { id: string; draft: Pick<CaseDraft, 'images'> },
  { images = [] }: Pick<PublishedCase, 'images'>,
): Promise<CaseImage[] | null> {
  return picturesOf(
    db,
    of,
    images.map(({ id }) => id),
  )
}

/** The pictures of a case that have these pixels, in their order; null when one of them is gone or another. */
export async function picturesOf(
  db: Kysely<Database>,
  { id: caseId, draft }: { id: string; draft: Pick<CaseDraft, 'images'> },
  wanted: readonly string[],
): Promise<CaseImage[] | null> {
  const found: CaseImage[] = []
  for (const pixels of wanted) {
    const id = draft.images.find((image) => image.taken && image.pixels === pixels)?.id
    const image =
      id === undefined ? await findPixels(db, caseId, pixels) : await findImage(db, { caseId, id })
    if (image === null || lettersOf(image.png) !== pixels) return null
    found.push(image)
  }
  return found
}
