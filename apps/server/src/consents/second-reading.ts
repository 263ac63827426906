import type { READING_VERDICTS } from '@tablee/contract'
import type { Context } from '../context.ts'
import { erasing } from '../db/erasing.ts'
import { AppError, notFound } from '../errors.ts'
import { findAnswers } from '../publication/check-store.ts'
import { draftRoster } from '../publication/draft-roster.ts'
import { findCase } from '../publication/draft-store.ts'
import { findPublication } from '../publication/publication-store.ts'
import { publishableHash, publishableOf } from '../publication/publishable.ts'
import { readingHash } from './approval.ts'
import { logAct } from './case-log.ts'
import { listHands, putReading } from './reading-store.ts'
import { touchDrafts } from './touch-drafts.ts'

/**
 * Keeps what a second reader found in the text as it reads now.
 * @throws {AppError} `case_second_reader_same` when she has had a hand in the draft, `consent_text_changed` when this is
 * not what she read, `case_published` and `case_withdrawn`.
 */
export async function keepReading(
  context: Pick<Context, 'config' | 'db' | 'dialect' | 'names' | 'now'>,
  read: { caseId: string; personId: string; textHash: string; verdict: (typeof READING_VERDICTS)[number] },
): Promise<void> {
  const { db, dialect } = context
  const { caseId, personId, textHash, verdict } = read
  const publication = await findPublication(db, { caseId })
  if (publication) throw new AppError(publication.document ? 'case_published' : 'case_withdrawn')
  const stored = await findCase(context, db, caseId)
  if (!stored) throw notFound()
  const roster = await draftRoster(context, db, stored)
  const publishable = publishableOf(stored, roster)
  const { reason } = await findAnswers(db, caseId)
  const isSame = publishable !== null && readingHash(publishableHash(publishable), reason) === textHash
  await erasing(db, dialect, async (transaction) => {
    await touchDrafts(transaction, dialect, { caseId })
    if ((await listHands(transaction, caseId)).has(personId)) throw new AppError('case_second_reader_same')
    // bound to its text: if that changes at this very moment, the reading is of another one and counts for nothing
    if (!isSame) throw new AppError('consent_text_changed')
    const at = new Date(context.now()).toISOString()
    await putReading(transaction, {
      case_id: caseId,
      person_id: personId,
      text_hash: textHash,
      verdict,
      read_at: at,
    })
    const of = { cohortId: stored.cohortId, caseId, personId, at }
    await logAct(transaction, of, { act: 'second_reading', facts: { verdict, textHash } })
  })
}
