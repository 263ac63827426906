import type { Lang } from '@tablee/board'
import type { ConsentView } from '@tablee/contract'
import { findCohort, findOrganisations } from '../cohorts/store.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { casePath } from '../publication/case-address.ts'
import { caseStatus } from '../publication/case-status.ts'
import { draftRoster } from '../publication/draft-roster.ts'
import { findCase } from '../publication/draft-store.ts'
import { ifReadable } from '../publication/if-readable.ts'
import { findPublication } from '../publication/publication-store.ts'
import { type Publishable, publishableHash, publishableOf } from '../publication/publishable.ts'
import { readableCase } from '../publication/readable-case.ts'
import { approvalsOf, concernedBy, takenBackBy } from './approval.ts'
import { readApprovalFacts } from './approval-facts.ts'
import { consentState, presentStatement, presentStrangersStatement } from './present-statement.ts'
import { asGiven } from './spread-given.ts'
import { type ConsentPlace, lastStatement, type StatementRow } from './store.ts'

/** Somebody who answers for the organisation by her account. */
interface ByAccount {
  readonly isAsker: boolean
}

/** By which link somebody looks, and who she is to it. */
interface ByLink {
  readonly linkId: string
  /** Too old to say yes with: it shows what is public and what was said with it, and no draft. */
  readonly expired: boolean
  readonly isAsker: boolean
}

/** What an organisation is asked, with the whole text when it is about a case. */
export async function viewConsent(
  context: Pick<Context, 'db' | 'config' | 'names' | 'now'>,
  place: ConsentPlace,
  { lang, by }: { lang: Lang; by: ByAccount | ByLink },
): Promise<ConsentView> {
  const { db } = context
  const cohort = await findCohort(db, place.cohortId)
  const [organisation] = await findOrganisations(db, [place.organisationId])
  if (!cohort || !organisation) throw notFound()
  const general = await lastStatement(db, { ...place, caseId: null })
  const link = 'linkId' in by ? by : null
  const isClosed = link?.expired ?? false
  const kept = place.caseId === null ? general : await lastStatement(db, place)
  const statement = kept && place.caseId !== null ? await asForm(context, kept) : kept
  return {
    cohortName: cohort.name,
    organisationName: organisation.name,
    expired: isClosed,
    isAsker: by.isAsker,
    statement:
      statement &&
      (link === null || statement.link_id === link.linkId
        ? presentStatement(context, statement)
        : presentStrangersStatement(context, statement)),
    general: { state: consentState(general, true), level: general?.level ?? null },
    case:
      place.caseId === null
        ? null
        : await viewCase(context, { ...place, caseId: place.caseId }, { lang, isClosed }),
  }
}

/** An answer to a case with the readers that its form named. */
async function asForm(
  context: Pick<Context, 'db' | 'config' | 'names'>,
  statement: StatementRow,
): Promise<StatementRow> {
  const { db } = context
  const { organisation_id, case_id: caseId } = statement
  const stored = await findCase(context, db, caseId)
  if (stored === null) throw notFound()
  const facts = await readApprovalFacts(context, db, stored)
  const roster = await ifReadable(draftRoster(context, db, stored))
  const publication = await findPublication(db, { caseId })
  const document = publication?.document ?? (roster && publishableOf(stored, roster)?.document) ?? null
  const { organisationIds } = concernedBy(stored, document, { roster, facts })
  return asGiven(statement, {
    organisationIds: [...new Set([...organisationIds, organisation_id])],
    generals: facts.generals,
  })
}

async function viewCase(
  context: Pick<Context, 'db' | 'config' | 'names' | 'now'>,
  { caseId, organisationId }: { caseId: string; organisationId: string },
  { lang, isClosed }: { lang: Lang; isClosed: boolean },
): Promise<NonNullable<ConsentView['case']>> {
  const stored = await findCase(context, context.db, caseId)
  if (!stored) throw notFound()
  const publication = await findPublication(context.db, { caseId })
  const status = caseStatus(publication)
  if (status !== 'draft') {
    const document = publication?.document ?? null
    const published = document && publication ? { ...publication, document } : null
    return {
      id: caseId,
      status,
      text: published && readableCase(published, lang),
      textHash: published && publishableHash(published),
      approved: false,
      spread: publication?.spread ?? 'public',
      // one for few is read here: whoever has a link has no account to read it with elsewhere
      path: document && publication?.spread === 'public' ? casePath(publication) : null,
    }
  }
  const approval = await readApprovalFacts(context, context.db, stored)
  if (isClosed || takenBackBy(stored, approval).length > 0)
    return { id: caseId, status, text: null, textHash: null, approved: false, spread: 'cohort', path: null }
  const roster = await draftRoster(context, context.db, stored)
  const publishable = publishableOf(stored, roster)
  const { organisations, askedSpread } = approvalsOf(stored, roster, approval)
  return {
    id: caseId,
    status,
    text: publishable && readableCase(thisYear(publishable, context.now()), lang),
    textHash: publishable && publishableHash(publishable),
    approved: organisations.some((one) => one.organisationId === organisationId && one.approved),
    spread: askedSpread,
    path: null,
  }
}

/** As it would read if it were published now: its year is no part of what is agreed to. */
function thisYear(publishable: Publishable, now: number): Publishable {
  return { ...publishable, document: { ...publishable.document, year: new Date(now).getUTCFullYear() } }
}
