import { CONSENT_SPREADS, type ConsentSpread, isGranted } from '@tablee/contract'
import type { Kysely } from 'kysely'
import type { Context } from '../context.ts'
import type { DialectName } from '../db/dialect.ts'
import { erasing } from '../db/erasing.ts'
import type { Database } from '../db/schema.ts'
import { deleteCount, isCounted } from '../publication/count-store.ts'
import { findCase, type StoredCase } from '../publication/draft-store.ts'
import { findPublication, narrowPublication, type Publication } from '../publication/publication-store.ts'
import { readRoster } from '../publication/read-roster.ts'
import { approvalsOf, namesIn } from './approval.ts'
import { type ApprovalFacts, readApprovalFacts } from './approval-facts.ts'
import { logAct } from './case-log.ts'
import { asGiven, narrowestSpread } from './spread-given.ts'

/**
 * Leaves to fewer readers what reached more than the forms of its organisations had named (C4): such a case is for those
 * few from now on, and is counted for everybody no longer. At a start; the second time there is nothing left to do.
 */
export async function narrowPublications(
  { db, dialect }: { db: Kysely<Database>; dialect: DialectName },
  context: Pick<Context, 'config' | 'now'>,
): Promise<void> {
  for (const { caseId } of await listConcerned(db)) {
    const stored = await findCase(context, db, caseId)
    if (stored === null) continue
    const facts = await readApprovalFacts(context, db, stored)
    const roster = await readRoster(context, db, stored.cohortId)
    const publication = await findPublication(db, { caseId })
    const of = {
      cohortId: stored.cohortId,
      caseId,
      personId: null,
      at: new Date(context.now()).toISOString(),
    }
    if (publication?.document) {
      const { named } = namesIn(publication.document, roster, facts.organisationIds)
      const spread = agreedFor(stored, publication, { facts, named })
      if (spread === publication.spread) continue
      await erasing(db, dialect, async (transaction) => {
        await narrowPublication(transaction, caseId, spread)
        await logAct(transaction, of, { act: 'narrowed', facts: { spread, reason: 'start' } })
      })
    } else if (await isCounted(db, caseId)) {
      const { organisations } = approvalsOf(stored, roster, facts)
      if (organisations.every(({ part, ofCase }) => part === 'partner' || ofCase?.spread === 'public'))
        continue
      await erasing(db, dialect, async (transaction) => {
        await deleteCount(transaction, caseId)
        await logAct(transaction, of, { act: 'counted_no_more', facts: { reason: 'start' } })
      })
    }
  }
}

/** What is published or counted in cohorts of which an organisation ever allowed fewer readers than everybody. */
function listConcerned(db: Kysely<Database>): Promise<{ caseId: string }[]> {
  return db
    .selectFrom('case_draft')
    .select('id as caseId')
    .where('cohort_id', 'in', (of) =>
      of
        .selectFrom('consent_statement')
        .select('cohort_id')
        .where('case_id', '=', '')
        .where('spread', 'in', CONSENT_SPREADS.slice(0, -1)),
    )
    .where((is) =>
      is.or([
        is(
          'id',
          'in',
          is
            .selectFrom('case_publication')
            .select('case_id')
            .where('withdrawn_at', 'is', null)
            .where('spread', '!=', CONSENT_SPREADS[0]),
        ),
        is('id', 'in', is.selectFrom('case_count').select('case_id')),
      ]),
    )
    .orderBy('id')
    .execute()
}

/** For whom a published case was agreed to; as it is where it is older than answers to cases. */
function agreedFor(
  { organisationIds: own }: StoredCase,
  { spread }: Publication,
  { facts, named }: { facts: ApprovalFacts; named: ReadonlySet<string> },
): ConsentSpread {
  const organisationIds = [...new Set([...own, ...named])]
  const given = organisationIds.flatMap((id) => {
    const answer = facts.ofCase.get(id)
    return answer && isGranted(answer.state)
      ? [asGiven(answer, { organisationIds, generals: facts.generals }).spread]
      : []
  })
  return narrowestSpread([spread, ...given])
}
