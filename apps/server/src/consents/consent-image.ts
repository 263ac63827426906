import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { caseStatus } from '../publication/case-status.ts'
import { findCase } from '../publication/draft-store.ts'
import { findImage } from '../publication/image-store.ts'
import { findPublication } from '../publication/publication-store.ts'
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
  const status = caseStatus(await findPublication(db, { caseId }))
  if (status === 'withdrawn' || (status === 'draft' && isClosed)) throw notFound()
  const image = stored.draft.images.find((one) => one.taken && one.pixels === pixels)
  const found = image ? await findImage(db, { caseId, id: image.id }) : null
  if (found === null) throw notFound()
  return Buffer.from(found.png.buffer)
}
