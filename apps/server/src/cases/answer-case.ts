import type { CaseDraftView } from '@tablee/contract'
import type { FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { siteOf } from '../plugins/origin.ts'
import { isCounted } from '../publication/count-store.ts'
import { findPublication } from '../publication/publication-store.ts'
import type { CaseAccess } from './case-access.ts'
import { presentDraft } from './present-draft.ts'

/** A case as the person who asks sees it now. */
export async function answerCase(
  { db, config }: Pick<Context, 'db' | 'config'>,
  request: FastifyRequest,
  { stored, facts, rights }: Pick<CaseAccess, 'stored' | 'facts' | 'rights'>,
): Promise<CaseDraftView> {
  const publication = await findPublication(db, { caseId: stored.id })
  const counted = publication === null && (await isCounted(db, stored.id))
  return presentDraft(stored, {
    facts,
    publication,
    isCounted: counted,
    rights,
    site: siteOf(request, config),
  })
}
