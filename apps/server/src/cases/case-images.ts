import {
  type BoardWords,
  boardImageRecords,
  boardWordsHash,
  type CaseDraft,
  wordsOnBoard,
} from '@tablee/cases'
import { allows, CASE_IMAGES_MAX, type Membership } from '@tablee/contract'
import { readImageHeader } from '../background/image-header.ts'
import { placeOfBoard } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { newId } from '../ids.ts'
import type { StoredCase } from '../publication/draft-store.ts'
import { type CaseImage, deleteImage, insertImage, lettersOf } from '../publication/image-store.ts'
import { readSnapshotContent } from '../snapshots/read-snapshot-content.ts'
import { findSnapshotHead, type SnapshotHead } from '../snapshots/store.ts'
import { type CaseAccess, changeBy } from './case-access.ts'
import { changeCase } from './change-case.ts'

/** A picture that was made, before it has a place in a draft. */
interface MadeImage extends CaseImage {
  readonly width: number
  readonly height: number
  readonly drawn: CaseDraft['images'][number]['drawn']
}

/**
 * Makes a picture anew from a file's pixels.
 * @throws {AppError} `case_image_unreadable`
 */
export async function imageOfFile(
  { background }: Pick<Context, 'background'>,
  base64: string,
): Promise<MadeImage> {
  const made = await background.run('image', () => ({
    takes: { file: new Uint8Array(Buffer.from(base64, 'base64')) },
  }))
  if (made === null) throw new AppError('case_image_unreadable')
  return { ...made, said: null, drawn: null }
}

/**
 * Draws the board of a snapshot of the case anew, with what is read of it after the decisions taken so far and nothing
 * else that somebody wrote.
 * @throws {AppError} `not_found` for a snapshot that the case does not rest on, or that the person may not see.
 */
export async function imageOfBoard(
  context: Pick<Context, 'db' | 'drawer'>,
  { stored, facts, memberships }: Pick<CaseAccess, 'stored' | 'facts' | 'memberships'>,
  snapshotId: string,
): Promise<MadeImage> {
  const { db, drawer } = context
  const head = snapshotIdsOf(stored).includes(snapshotId)
    ? await visibleHead(context, memberships, snapshotId)
    : null
  if (head === null) throw notFound()
  const { draft, decisions } = stored
  const words: BoardWords = wordsOnBoard(draft, decisions, { roster: facts.roster, snapshotId })
  const records = boardImageRecords((await readSnapshotContent(db, head)).records, words)
  const { lang } = draft
  const said = await drawer.svg(records, { lang })
  const png = Uint8Array.from(await drawer.png(records, { lang }))
  const { width = 1, height = 1 } = readImageHeader(png) ?? {}
  return { png, said, width, height, drawn: { snapshotId, words: boardWordsHash(words) } }
}

/** The snapshots that a case was drafted from, each once. */
function snapshotIdsOf({ draft }: StoredCase): string[] {
  return [...new Set(draft.statements.flatMap(({ sources }) => sources.map(({ snapshotId }) => snapshotId)))]
}

/** Those of them that a person may see. */
export async function boardsOf(
  context: Pick<Context, 'db'>,
  { stored, memberships }: Pick<CaseAccess, 'stored' | 'memberships'>,
): Promise<SnapshotHead[]> {
  const heads = await Promise.all(snapshotIdsOf(stored).map((id) => visibleHead(context, memberships, id)))
  return heads.filter((head) => head !== null)
}

async function visibleHead(
  { db }: Pick<Context, 'db'>,
  memberships: readonly Membership[],
  snapshotId: string,
): Promise<SnapshotHead | null> {
  const head = await findSnapshotHead(db, snapshotId)
  const place = head && (await placeOfBoard(db, head.board_id))
  if (!head || !place || head.offered !== 1) return null
  return allows('snapshot.viewOffered', memberships, place) ? head : null
}

/**
 * Puts a picture into a draft, left out until somebody ticks it; in the place of another one, with that one's text.
 * @throws {AppError} `not_found` when that one is not there; `case_images_full`
 */
export function addImage(
  context: Pick<Context, 'config' | 'db' | 'dialect' | 'now'>,
  access: CaseAccess,
  { made, replaces }: { made: MadeImage; replaces: string | undefined },
): Promise<StoredCase> {
  const { png, said, width, height, drawn } = made
  const id = newId()
  const caseId = access.stored.id
  const change = changeBy(access, { act: 'image_decided', facts: { action: 'added' } })
  const place = (stored: StoredCase): StoredCase => {
    const { images } = stored.draft
    const former = images.find((image) => image.id === replaces)
    if (replaces !== undefined && former === undefined) throw notFound()
    if (former === undefined && images.length >= CASE_IMAGES_MAX)
      throw new AppError('case_images_full', { details: { max: CASE_IMAGES_MAX } })
    const image = { id, pixels: lettersOf(png), width, height, alt: former?.alt ?? '', taken: false, drawn }
    const next = former ? images.map((other) => (other === former ? image : other)) : [...images, image]
    return { ...stored, draft: { ...stored.draft, images: next } }
  }
  return changeCase(context, change, place, async (transaction) => {
    if (replaces !== undefined) await deleteImage(transaction, { caseId, id: replaces })
    await insertImage(transaction, { caseId, id, png, said })
  })
}

/**
 * Changes what is read out of a picture, or whether it enters the case.
 * @throws {AppError} `not_found`; `case_images_open` for one that would enter without a text.
 */
export function changeImage(
  context: Pick<Context, 'config' | 'db' | 'dialect' | 'now'>,
  access: CaseAccess,
  { id, ...fields }: { id: string; alt?: string | undefined; taken?: boolean | undefined },
): Promise<StoredCase> {
  const action = fields.taken === undefined ? 'described' : fields.taken ? 'taken' : 'left'
  const change = changeBy(access, { act: 'image_decided', facts: { action } })
  return changeCase(context, change, (stored) => {
    const { images } = stored.draft
    const former = images.find((image) => image.id === id)
    if (former === undefined) throw notFound()
    const next = { ...former, alt: fields.alt ?? former.alt, taken: fields.taken ?? former.taken }
    if (next.taken && next.alt === '') throw new AppError('case_images_open', { details: { imageIds: [id] } })
    return {
      ...stored,
      draft: { ...stored.draft, images: images.map((image) => (image === former ? next : image)) },
    }
  })
}

/** Takes a picture out of a draft, to the last pixel. @throws {AppError} `not_found` */
export function removeImage(
  context: Pick<Context, 'config' | 'db' | 'dialect' | 'now'>,
  access: CaseAccess,
  id: string,
): Promise<StoredCase> {
  const caseId = access.stored.id
  const change = changeBy(access, { act: 'image_decided', facts: { action: 'removed' } })
  const without = (stored: StoredCase): StoredCase => {
    const images = stored.draft.images.filter((image) => image.id !== id)
    if (images.length === stored.draft.images.length) throw notFound()
    return { ...stored, draft: { ...stored.draft, images } }
  }
  return changeCase(context, change, without, (transaction) => deleteImage(transaction, { caseId, id }))
}
