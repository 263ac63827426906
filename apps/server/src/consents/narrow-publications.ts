import { letterId, type PublishedCase, renewedCase } from '@tablee/cases'
import { CONSENT_SPREADS, type ConsentSpread, isGranted } from '@tablee/contract'
import type { Kysely } from 'kysely'
import type { Context } from '../context.ts'
import type { DialectName } from '../db/dialect.ts'
import { erasing } from '../db/erasing.ts'
import type { Database } from '../db/schema.ts'
import { deleteCount, isCounted } from '../publication/count-store.ts'
import { findCase } from '../publication/draft-store.ts'
import { deleteArtefacts } from '../publication/files/artefact-store.ts'
import { orderPurge } from '../publication/files/purge-store.ts'
import { ifReadable } from '../publication/if-readable.ts'
import { findPublication, narrowPublication, type Publication } from '../publication/publication-store.ts'
import { publishableOf } from '../publication/publishable.ts'
import { random } from '../publication/random.ts'
import { readRoster } from '../publication/read-roster.ts'
import { isReservedSlug, reservedSlug, slugKeyOf } from '../publication/slug-key.ts'
import { concernedBy } from './approval.ts'
import { type ApprovalFacts, readApprovalFacts } from './approval-facts.ts'
import { logAct } from './case-log.ts'
import { asGiven, narrowestSpread } from './spread-given.ts'

/**
 * Leaves to fewer readers what reached more than the forms of its organisations had named (C4): such a case is for those
 * few from now on, as another document (C14), and is counted for everybody no longer. At a start; the second time there
 * is nothing left to do. Where names cannot be read, those that a text names are not asked for.
 */
export async function narrowPublications(
  { db, dialect }: { db: Kysely<Database>; dialect: DialectName },
  context: Pick<Context, 'config' | 'now'>,
): Promise<void> {
  for (const { caseId } of await listConcerned(db)) {
    const stored = await findCase(context, db, caseId)
    if (stored === null) continue
    const facts = await readApprovalFacts(context, db, stored)
    const roster = await ifReadable(readRoster(context, db, stored.cohortId))
    const publication = await findPublication(db, { caseId })
    const of = {
      cohortId: stored.cohortId,
      caseId,
      personId: null,
      at: new Date(context.now()).toISOString(),
    }
    const document = publication?.document ?? (roster && publishableOf(stored, roster)?.document) ?? null
    const { organisationIds } = concernedBy(stored, document, { roster, facts })
    const spreadOf = (id: string) => readersGiven(id, { organisationIds, facts })
    if (publication?.document) {
      const { document: told } = publication
      const spread = narrowestSpread([publication.spread, ...organisationIds.map(spreadOf)])
      if (spread === publication.spread) continue
      await erasing(db, dialect, async (transaction) => {
        await leaveTo(context, transaction, { ...publication, document: told, spread })
        await logAct(transaction, of, { act: 'narrowed', facts: { spread, reason: 'start' } })
      })
    } else if (await isCounted(db, caseId)) {
      if (stored.organisationIds.every((id) => spreadOf(id) === 'public')) continue
      await erasing(db, dialect, async (transaction) => {
        await deleteCount(transaction, caseId)
        await logAct(transaction, of, { act: 'counted_no_more', facts: { reason: 'start' } })
      })
    }
  }
  // left to few before they got an address of their own with it
  for (const { caseId } of await listForFew(db)) {
    const publication = await findPublication(db, { caseId })
    if (!publication?.document || hasReservedAddress(publication)) continue
    const { document, spread } = publication
    await erasing(db, dialect, (transaction) =>
      leaveTo(context, transaction, { ...publication, document, spread }),
    )
  }
}

/**
 * Makes a case one for few readers, as another document under new ids at an address that the former one does not tell.
 * Its files name the former address, and its report has their sums: they go, and are made again without it (F5). At the
 * former address everybody is told that the case was withdrawn, and nothing else is ever found.
 */
async function leaveTo(
  { config, now }: Pick<Context, 'config' | 'now'>,
  transaction: Kysely<Database>,
  left: Publication & { document: PublishedCase },
): Promise<void> {
  const { caseId, documentId, slug, spread } = left
  await orderPurge(transaction, documentId, now())
  await deleteArtefacts(transaction, documentId)
  const document = renewedCase(left.document, {
    slug: reservedSlug(left.document.meta.publicName),
    newId: () => letterId(random),
  })
  const publicKey = hasReservedAddress(left) ? null : slugKeyOf(config.secretKey, slug)
  await narrowPublication(transaction, caseId, { spread, document, publicKey })
}

/** Whether it never was at an address where everybody could read it. */
function hasReservedAddress({ slug, document }: Publication): boolean {
  return document !== null && isReservedSlug(slug, document.meta.publicName)
}

function listForFew(db: Kysely<Database>): Promise<{ caseId: string }[]> {
  return db
    .selectFrom('case_publication')
    .select('case_id as caseId')
    .where('withdrawn_at', 'is', null)
    .where('spread', '!=', 'public')
    .orderBy('case_id')
    .execute()
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

/** Whom an organisation agreed to as readers of a case; null where its answer is older than answers to cases, or a no. */
function readersGiven(
  organisationId: string,
  { organisationIds, facts }: { organisationIds: readonly string[]; facts: ApprovalFacts },
): ConsentSpread | null {
  const answer = facts.ofCase.get(organisationId)
  if (answer === undefined || !isGranted(answer.state)) return null
  return asGiven(answer, { organisationIds, generals: facts.generals }).spread
}
