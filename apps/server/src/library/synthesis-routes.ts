import { findIdentifiers, isDirect } from '@tablee/cases'
import {
  allowsSomewhere,
  okSchema,
  putSynthesisRequestSchema,
  stakeParamsSchema,
  synthesesSchema,
} from '@tablee/contract'
import { termLabel } from '@tablee/templates'
import type { FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { findCohorts } from '../cohorts/store.ts'
import type { Context } from '../context.ts'
import { erasing } from '../db/erasing.ts'
import { AppError, notFound } from '../errors.ts'
import { readRoster } from '../publication/read-roster.ts'
import { listSyntheses, putSynthesis } from './synthesis-store.ts'

/** What editors write of a stake across cases, above what these recommend. */
export function registerSyntheses(app: App, context: Context): void {
  const { db, dialect, sessions } = context

  async function requireWriter(request: FastifyRequest): Promise<void> {
    const { memberships } = await sessions.require(request)
    if (!allowsSomewhere('library.write', memberships)) throw notFound()
  }

  app.get('/api/library/syntheses', { schema: { response: { 200: synthesesSchema } } }, async (request) => {
    await requireWriter(request)
    return { syntheses: await listSyntheses(db) }
  })

  app.put(
    '/api/library/syntheses/:stake',
    {
      schema: {
        params: stakeParamsSchema,
        body: putSynthesisRequestSchema,
        response: { 200: okSchema },
      },
    },
    async (request) => {
      await requireWriter(request)
      const { stake } = request.params
      if (termLabel('stake', stake, 'fr') === undefined) throw notFound()
      const { lang, bullets } = request.body
      await refuseIdentifiers(bullets)
      const at = new Date(context.now()).toISOString()
      await erasing(db, dialect, (transaction) => putSynthesis(transaction, { stake, lang, bullets, at }))
      request.log.info({ stake, lang, bullets: bullets.length }, 'synthesis written')
      return { ok: true as const }
    },
  )

  /**
   * What everybody reads names nobody: neither by what the lists and formats know, nor by the names of any cohort. Nor
   * by that of a case under its own name: it may be taken back, and what was written here stays.
   */
  async function refuseIdentifiers(bullets: readonly string[]): Promise<void> {
    const kinds = new Set<string>()
    for (const { id } of await findCohorts(db)) {
      const roster = await readRoster(context, db, id)
      for (const finding of bullets.flatMap((text) => findIdentifiers(text, roster)))
        if (isDirect(finding)) kinds.add(finding.kind)
    }
    if (kinds.size > 0) throw new AppError('synthesis_identifies', { details: { kinds: [...kinds].sort() } })
  }
}
