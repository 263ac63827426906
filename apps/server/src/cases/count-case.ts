import { type CaseDraft, entersCase } from '@tablee/cases'
import type { CaseDraftView } from '@tablee/contract'
import { approvalsOf } from '../consents/approval.ts'
import { logAct } from '../consents/case-log.ts'
import { touchDrafts } from '../consents/touch-drafts.ts'
import type { Context } from '../context.ts'
import { erasing } from '../db/erasing.ts'
import { AppError } from '../errors.ts'
import { deleteCount, putCount } from '../publication/count-store.ts'
import { findCase, type StoredCase } from '../publication/draft-store.ts'
import { findPublication } from '../publication/publication-store.ts'
import { type CaseFacts, caseFactsOf } from './case-facts.ts'
import { refuseGaps } from './obstacles.ts'

/** Counting or not counting: which case, and who decides. */
interface CountOrder {
  readonly stored: StoredCase
  readonly facts: CaseFacts
  readonly personId: string
}

/** How a case stands that its organisations want in the figures only, or that is in them; null for any other. */
export function countingOf(
  stored: StoredCase,
  facts: CaseFacts,
  isCounted: boolean,
): CaseDraftView['counting'] {
  if (facts.check.level !== 'an_agrege' && !isCounted) return null
  return { counted: isCounted, ready: unagreed(stored, facts)?.length === 0 }
}

/**
 * Lets a case enter the totals by its tags, without a page: what its organisations agreed to when they want to be in the
 * figures only (S3.8).
 * @throws {AppError} what is still to be decided, `case_count_unagreed` with the organisations, `case_published`,
 * `case_withdrawn`, and `unavailable` when somebody changed the draft meanwhile.
 */
export async function countCase(context: Context, { stored, facts, personId }: CountOrder): Promise<void> {
  const { db, dialect, now } = context
  const publication = await findPublication(db, { caseId: stored.id })
  if (publication) throw new AppError(publication.document ? 'case_published' : 'case_withdrawn')
  refuseGaps(stored, facts)
  refuseUnagreed(stored, facts)
  const at = new Date(now())
  await erasing(db, dialect, async (transaction) => {
    await touchDrafts(transaction, dialect, { caseId: stored.id })
    const held = await findCase(context, transaction, stored.id)
    if (held === null || held.revision !== stored.revision + 1) throw new AppError('unavailable')
    // asked once more when no answer can come between
    const suspects = facts.roster.suspects ?? []
    refuseUnagreed(stored, await caseFactsOf(context, transaction, stored, suspects))
    await putCount(transaction, {
      caseId: stored.id,
      tags: countedTags(stored.draft),
      year: at.getUTCFullYear(),
    })
    const of = { cohortId: stored.cohortId, caseId: stored.id, personId, at: at.toISOString() }
    await logAct(transaction, of, { act: 'counted', facts: {} })
  })
}

/** Takes a case out of the totals. */
export async function countNoMore(
  { db, dialect, now }: Pick<Context, 'db' | 'dialect' | 'now'>,
  { stored, personId }: Pick<CountOrder, 'stored' | 'personId'>,
): Promise<void> {
  const at = new Date(now()).toISOString()
  await erasing(db, dialect, async (transaction) => {
    await touchDrafts(transaction, dialect, { caseId: stored.id })
    if (!(await deleteCount(transaction, stored.id))) return
    const of = { cohortId: stored.cohortId, caseId: stored.id, personId, at }
    await logAct(transaction, of, { act: 'counted_no_more', facts: {} })
  })
}

/** The tags by which a case is counted: those of its sentences, and those that only count. Each once. */
function countedTags({ statements, countsOnly }: CaseDraft): string[] {
  const said = statements.filter(entersCase).flatMap(({ tags }) => tags)
  return [...new Set([...said, ...countsOnly])].sort()
}

function refuseUnagreed(stored: StoredCase, facts: CaseFacts): void {
  const organisationIds = unagreed(stored, facts)
  if (organisationIds === null || organisationIds.length > 0)
    throw new AppError('case_count_unagreed', { details: { organisationIds: organisationIds ?? [] } })
}

/** Whose agreement to today's text is missing; null when nobody wants to be in the figures only. */
function unagreed(stored: StoredCase, { roster, approval, check: { level } }: CaseFacts): string[] | null {
  if (level !== 'an_agrege' || stored.organisationIds.length === 0) return null
  return approvalsOf(stored, roster, approval)
    .organisations.filter(({ part, countable }) => part === 'own' && !countable)
    .map(({ organisationId }) => organisationId)
}
