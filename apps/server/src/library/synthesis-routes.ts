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
import type { Context } from '../context.ts'
import { erasing } from '../db/erasing.ts'
import { AppError, notFound } from '../errors.ts'
import { readEveryName } from './read-syntheses.ts'
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
    const syntheses = await listSyntheses(db)
    return {
      syntheses: syntheses.map(({ stake, lang, bullets, found }) => ({
        stake,
        lang,
        bullets: [...bullets],
        found: [...found],
      })),
    }
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
      // what everybody reads names nobody, a case under its own name neither: it may be taken back, and this stays
      const names = await readEveryName(context, db)
      const kinds = names.kindsIn(bullets)
      if (kinds.length > 0) throw new AppError('synthesis_identifies', { details: { kinds } })
      const { readWith } = names
      const at = new Date(context.now()).toISOString()
      await erasing(db, dialect, (transaction) =>
        putSynthesis(transaction, { stake, lang, bullets, readWith, at }),
      )
      request.log.info({ stake, lang, bullets: bullets.length }, 'synthesis written')
      return { ok: true as const }
    },
  )
}
