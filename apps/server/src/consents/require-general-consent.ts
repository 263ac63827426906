import { isGranted } from '@tablee/contract'
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { lastStatements } from './store.ts'

/**
 * Lets a draft be made from boards of organisations that have all agreed before any case. Silence is no.
 * @throws {AppError} `consent_refused` or `consent_missing`, with the organisations.
 */
export async function requireGeneralConsent(
  db: Kysely<Database>,
  { cohortId, organisationIds }: { cohortId: string; organisationIds: readonly string[] },
): Promise<void> {
  const general = await lastStatements(db, { cohortId, caseId: null })
  const refused = organisationIds.filter((id) => {
    const answer = general.get(id)
    return answer !== undefined && !isGranted(answer.state)
  })
  if (refused.length > 0) throw new AppError('consent_refused', { details: { organisationIds: refused } })
  const silent = organisationIds.filter((id) => !general.has(id))
  if (silent.length > 0 || organisationIds.length === 0)
    throw new AppError('consent_missing', { details: { organisationIds: silent } })
}
