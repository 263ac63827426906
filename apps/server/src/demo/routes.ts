import { allows, okSchema } from '@tablee/contract'
import * as z from 'zod'
import type { App } from '../app.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { fillDemo } from './fill-demo.ts'

/** `POST /api/demo`: an empty instance gets the fictional cohort; the asker becomes its coach, editor and publisher. */
export function registerDemo(app: App, context: Context): void {
  app.post(
    '/api/demo',
    { schema: { body: z.strictObject({}).optional(), response: { 200: okSchema } } },
    async (request) => {
      const { person, memberships } = await context.sessions.require(request)
      if (!allows('instance.manage', memberships, {})) throw new AppError('forbidden')
      const { cohortId } = await fillDemo(context, { teamIds: [person.id] })
      request.log.info({ cohortId, personId: person.id }, 'demonstration cohort added')
      return { ok: true as const }
    },
  )
}
