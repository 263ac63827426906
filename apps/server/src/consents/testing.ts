import type { ConsentAnswer } from '@tablee/contract'
import { createPerson } from '../accounts/testing.ts'
import type { Context } from '../context.ts'
import { erasing } from '../db/erasing.ts'
import { findAnswers } from '../publication/check-store.ts'
import { draftRoster } from '../publication/draft-roster.ts'
import { findCase } from '../publication/draft-store.ts'
import { approvalsOf, readingHash } from './approval.ts'
import { readApprovalFacts } from './approval-facts.ts'
import { putReading } from './reading-store.ts'
import { stateConsent } from './state-consent.ts'
import { type ConsentPlace, lastStatement } from './store.ts'
import { touchDrafts } from './touch-drafts.ts'

/** Who decides for an organisation in a test. */
export const TEST_SIGNER = { name: 'Anne Lenoir', role: 'direction' }
/** A yes that reaches everybody, under a borrowed name. */
export const TEST_YES = {
  state: 'co_accorde',
  level: 'an_pseudonyme',
  spread: 'public',
  signer: TEST_SIGNER,
} as const satisfies ConsentAnswer

/** An organisation answers, whatever it answered before. */
export async function answerAs(context: Context, place: ConsentPlace, answer: ConsentAnswer): Promise<void> {
  const last = await lastStatement(context.db, place)
  const by = { way: 'link', personId: null, linkId: null, seen: last?.id ?? null } as const
  await stateConsent(context, place, { answer, by })
}

/** Organisations agree before any case. */
export async function agreeInGeneral(
  context: Context,
  { cohortId, organisationIds }: { cohortId: string; organisationIds: readonly string[] },
  answer: ConsentAnswer = TEST_YES,
): Promise<void> {
  for (const organisationId of organisationIds)
    await answerAs(context, { cohortId, organisationId, caseId: null }, answer)
}

/** Every organisation of a case agrees to it as it reads now, and a second reader has read it. */
export async function approveAll(
  context: Context,
  caseId: string,
  answer: Extract<ConsentAnswer, { state: 'co_accorde' }> = TEST_YES,
): Promise<void> {
  const stored = await findCase(context, context.db, caseId)
  if (stored === null) throw new Error('case is missing')
  const { cohortId, organisationIds } = stored
  const roster = await draftRoster(context, context.db, stored)
  const facts = await readApprovalFacts(context, context.db, stored)
  const { textHash, askedSpread } = approvalsOf(stored, roster, facts)
  if (textHash === null) throw new Error('case is not decided')
  const { reason } = await findAnswers(context.db, caseId)
  for (const organisationId of organisationIds)
    await answerAs(
      context,
      { cohortId, organisationId, caseId },
      {
        ...answer,
        spread: askedSpread,
        textHash,
      },
    )
  const reader = await createPerson(context, { name: 'Renée Lecture' })
  await erasing(context.db, context.dialect, async (transaction) => {
    await touchDrafts(transaction, context.dialect, { caseId })
    await putReading(transaction, {
      case_id: caseId,
      person_id: reader.personId,
      text_hash: readingHash(textHash, reason) ?? '',
      verdict: 'ok',
      read_at: new Date(context.now()).toISOString(),
    })
  })
}
