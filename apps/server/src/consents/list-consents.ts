import { allows, type ConsentList, type Membership } from '@tablee/contract'
import { placeOfCohort } from '../cohorts/places.ts'
import { findOrganisations } from '../cohorts/store.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { listCases } from '../publication/draft-store.ts'
import { livingLink } from './links.ts'
import { consentState, presentStatement } from './present-statement.ts'
import { findLinkMakers, lastStatement, lastStatements, listAskedCases, listLinks } from './store.ts'

/**
 * How the organisations of a cohort stand, as far as somebody may know: the team sees all of them, who answers for one
 * sees that one and the cases that it was asked about.
 * @throws {AppError} `not_found` or `forbidden`
 */
export async function listConsents(
  context: Pick<Context, 'db' | 'config' | 'now'>,
  { cohortId, memberships }: { cohortId: string; memberships: readonly Membership[] },
): Promise<ConsentList> {
  const { db } = context
  const cohort = await placeOfCohort(db, cohortId)
  if (!cohort) throw notFound()
  const placeOf = (organisationId: string) => ({ ...cohort, organisationIds: [organisationId] })
  const seen = (cohort.organisationIds ?? []).filter((id) => allows('consent.view', memberships, placeOf(id)))
  if (seen.length === 0 && !allows('consent.view', memberships, cohort))
    throw allows('cohort.view', memberships, cohort) ? new AppError('forbidden') : notFound()
  const organisations = seen.length === 0 ? [] : await findOrganisations(db, seen)
  const statements = await lastStatements(db, { cohortId, caseId: null })
  const links = await listLinks(db, { cohortId, caseId: null })
  const makers = await findLinkMakers(db, [...statements.values()])
  const mayAsk = allows('consent.ask', memberships, cohort)
  const rows = organisations.map(async ({ id, name }) => {
    const statement = statements.get(id)
    const isAsked = links.some((link) => link.organisation_id === id)
    const mayGive = allows('consent.give', memberships, placeOf(id))
    return {
      organisationId: id,
      name,
      state: consentState(statement, isAsked),
      statement: statement ? presentStatement(context, statement, makers) : null,
      link: mayAsk ? livingLink(links, id, context.now()) : null,
      mayGive,
      cases: mayGive ? await askedCases(context, { cohortId, organisationId: id }) : [],
    }
  })
  return { organisations: await Promise.all(rows), mayAsk }
}

async function askedCases(
  context: Pick<Context, 'config' | 'db'>,
  of: { cohortId: string; organisationId: string },
): Promise<ConsentList['organisations'][number]['cases']> {
  const { db } = context
  const asked = await listAskedCases(db, of)
  if (asked.length === 0) return []
  const cases = (await listCases(context, db, of.cohortId)).filter(({ id }) => asked.includes(id))
  const rows = cases.map(async ({ id, draft }) => ({
    caseId: id,
    publicName: draft.publicName,
    state: consentState(await lastStatement(db, { ...of, caseId: id }), true),
  }))
  return Promise.all(rows)
}
