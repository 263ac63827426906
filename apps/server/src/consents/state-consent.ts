import { CONSENT_SPREADS, type ConsentAnswer, isGranted } from '@tablee/contract'
import type { Kysely } from 'kysely'
import type { Context } from '../context.ts'
import { erasing } from '../db/erasing.ts'
import type { Database } from '../db/schema.ts'
import { isUniqueViolation } from '../db/unique-violation.ts'
import { AppError, notFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { deleteCount } from '../publication/count-store.ts'
import { draftRoster } from '../publication/draft-roster.ts'
import { findCase, listCasePlaces } from '../publication/draft-store.ts'
import { purgeSoon } from '../publication/files/purge-files.ts'
import { findPublication, findPublications } from '../publication/publication-store.ts'
import { publishableHash } from '../publication/publishable.ts'
import { approvalsOf } from './approval.ts'
import { readApprovalFacts } from './approval-facts.ts'
import { logAct } from './case-log.ts'
import { sealWords } from './sealed-words.ts'
import { type ConsentPlace, expireLinks, insertStatement, lastStatement } from './store.ts'
import type { ConsentTables } from './tables.ts'
import { touchDrafts } from './touch-drafts.ts'
import { withdrawCase } from './withdraw-case.ts'

/** How often a no is tried again when others answer at the same moment: it never gets lost. */
const TRIES = 8

/** Who answers, on which way, and which answer she had before her. */
export interface AnsweredBy {
  readonly way: ConsentTables['consent_statement']['way']
  readonly personId: string | null
  readonly linkId: string | null
  readonly seen: string | null
}

/**
 * Keeps an organisation's answer. A no takes effect in the same transaction: what is public of that case, or of all
 * its cases when it is the general answer, is withdrawn with it.
 * @throws {AppError} `consent_text_changed` for a yes to another text than today's or to more readers than are asked about, `consent_answered_meanwhile` when
 * another answer came between, `case_published` and `case_withdrawn` for a yes to what is decided already.
 */
export async function stateConsent(
  context: Context,
  place: ConsentPlace,
  { answer, by }: { answer: ConsentAnswer; by: AnsweredBy },
): Promise<void> {
  if (isGranted(answer.state)) {
    await requireSameText(context, place, answer)
    try {
      await erasing(context.db, context.dialect, (transaction) =>
        keep(context, transaction, { place, answer, by }),
      )
    } catch (error) {
      if (isUniqueViolation(error)) throw new AppError('consent_answered_meanwhile')
      throw error
    }
    return
  }
  const documentIds = await withdrawn(context, { place, answer, by })
  await purgeSoon(context, documentIds)
}

/** @returns the documents whose files are to be deleted. */
async function withdrawn(
  context: Context,
  stated: { place: ConsentPlace; answer: ConsentAnswer; by: AnsweredBy },
): Promise<string[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await erasing(context.db, context.dialect, async (transaction) => {
        await keep(context, transaction, stated)
        return withdrawPublic(context, transaction, stated)
      })
    } catch (error) {
      if (!isUniqueViolation(error) || attempt === TRIES) throw error
    }
  }
}

async function requireSameText(
  context: Pick<Context, 'db' | 'config' | 'names'>,
  { caseId }: ConsentPlace,
  answer: ConsentAnswer,
): Promise<void> {
  if (caseId === null) return
  const { db } = context
  const publication = await findPublication(db, { caseId })
  if (publication) throw new AppError(publication.document ? 'case_published' : 'case_withdrawn')
  const stored = await findCase(context, db, caseId)
  if (stored === null) throw notFound()
  const roster = await draftRoster(context, db, stored)
  const { textHash, askedSpread } = approvalsOf(stored, roster, await readApprovalFacts(context, db, stored))
  const read = 'textHash' in answer ? answer.textHash : undefined
  const spread = 'spread' in answer ? answer.spread : null
  // who agrees to few readers does not agree to more of them once others allow it
  const isWider = spread !== null && CONSENT_SPREADS.indexOf(spread) > CONSENT_SPREADS.indexOf(askedSpread)
  if (textHash === null || read !== textHash || isWider) throw new AppError('consent_text_changed')
}

async function keep(
  context: Context,
  transaction: Kysely<Database>,
  { place, answer, by }: { place: ConsentPlace; answer: ConsentAnswer; by: AnsweredBy },
): Promise<void> {
  const { cohortId, organisationId, caseId } = place
  // the same no again says nothing new, and nobody fills a table with it
  if (!isGranted(answer.state) && (await lastStatement(transaction, place))?.state === answer.state) return
  await touchDrafts(transaction, context.dialect, caseId === null ? { cohortId } : { caseId })
  if (isGranted(answer.state)) {
    // a yes is given to what stood there; a no needs no reading
    const last = await lastStatement(transaction, place)
    if ((last?.id ?? null) !== by.seen) throw new AppError('consent_answered_meanwhile')
  }
  const id = newId()
  const at = new Date(context.now()).toISOString()
  // who has said no is asked anew: no link that was given before turns it into a yes
  if (!isGranted(answer.state)) await expireLinks(transaction, place, at)
  const granted = 'level' in answer ? answer : null
  const topics = answer.state === 'co_reserves' ? [...new Set(answer.topics)] : []
  await insertStatement(transaction, place, {
    id,
    state: answer.state,
    level: granted?.level ?? null,
    spread: granted?.spread ?? null,
    topics,
    sealed: sealWords(context, id, {
      reservation: answer.state === 'co_reserves' ? answer.reservation : '',
      signer: answer.signer ?? null,
    }),
    text_hash: caseId === null ? null : (granted?.textHash ?? null),
    way: by.way,
    person_id: by.personId,
    link_id: by.linkId,
    stated_at: at,
  })
  await logAct(
    transaction,
    { cohortId, caseId: caseId ?? '', personId: by.personId, at },
    {
      act: 'stated',
      facts: {
        organisationId,
        state: answer.state,
        way: by.way,
        ...(granted && { level: granted.level, spread: granted.spread, topics }),
        ...(caseId !== null && granted?.textHash !== undefined && { textHash: granted.textHash }),
      },
    },
  )
}

/** @returns the documents whose files are to be deleted. */
async function withdrawPublic(
  context: Context,
  transaction: Kysely<Database>,
  { place, by }: { place: ConsentPlace; by: AnsweredBy },
): Promise<string[]> {
  const { cohortId, organisationId, caseId } = place
  const places = await listCasePlaces(transaction, cohortId)
  const asked = caseId === null ? places : places.filter(({ id }) => id === caseId)
  const own = asked.filter(({ organisationIds }) => organisationIds.includes(organisationId))
  const named = await agreedAsPublished(transaction, place)
  const concerned = asked.filter((one) => own.includes(one) || named.has(one.id))
  const documentIds: string[] = []
  for (const { id } of concerned) {
    const documentId = await withdrawCase(context, transaction, {
      caseId: id,
      cohortId,
      personId: by.personId,
      organisationId,
    })
    if (documentId !== null) documentIds.push(documentId)
    await deleteCount(transaction, id)
  }
  return documentIds
}

/**
 * The public cases of a cohort to whose very text an organisation agreed: a partner that is named in one is no owner of
 * it, and can take it back all the same. One that is no longer named in it cannot.
 */
async function agreedAsPublished(
  transaction: Kysely<Database>,
  { cohortId, organisationId }: ConsentPlace,
): Promise<ReadonlySet<string>> {
  const agreed = await transaction
    .selectFrom('consent_statement')
    .select(['case_id', 'text_hash'])
    .where('cohort_id', '=', cohortId)
    .where('organisation_id', '=', organisationId)
    .where('text_hash', 'is not', null)
    .execute()
  const publications = await findPublications(transaction, [...new Set(agreed.map(({ case_id }) => case_id))])
  const named = publications.filter((publication) => {
    const { caseId, document } = publication
    const hash = document && publishableHash({ ...publication, document })
    return agreed.some(({ case_id, text_hash }) => case_id === caseId && text_hash === hash)
  })
  return new Set(named.map(({ caseId }) => caseId))
}
