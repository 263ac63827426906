import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { caseStatus } from '../publication/case-status.ts'
import { findCase } from '../publication/draft-store.ts'
import { picturesOf } from '../publication/image-store.ts'
import { findPublication } from '../publication/publication-store.ts'
import { takenBackBy } from './approval.ts'
import { readApprovalFacts } from './approval-facts.ts'
import type { ConsentPlace } from './store.ts'

/**
 * The pixels of a picture that an organisation is asked about, or that is public with its agreement: of those that enter
 * the case only. `isClosed`: by a link too old to show a draft.
 * @throws {AppError} `not_found`
 */
export async function consentImage(
  context: Pick<Context, 'config' | 'db'>,
  { caseId }: Pick<ConsentPlace, 'caseId'>,
  { pixels, isClosed }: { pixels: string; isClosed: boolean },
): Promise<Buffer> {
  const { db } = context
  const stored = caseId === null ? null : await findCase(context, db, caseId)
  if (caseId === null || stored === null) throw notFound()
  const publication = await findPublication(db, { caseId })
  const isDraft = caseStatus(publication) === 'draft'
  if (isDraft && (isClosed || takenBackBy(stored, await readApprovalFacts(context, db, stored)).length > 0))
    throw notFound()
  // what is public stays when the raw boards, and the words of the draft with them, are gone
  const shown = isDraft
    ? stored.draft.images.filter(({ taken }) => taken).map((image) => image.pixels)
    : (publication?.document?.images ?? []).map(({ id }) => id)
  if (!shown.includes(pixels)) throw notFound()
  const [found] = (await picturesOf(db, stored, [pixels])) ?? []
  if (found === undefined) throw notFound()
  return Buffer.from(found.png.buffer)
}
