import {
  allows,
  type Erasure,
  eraseOwnRequestSchema,
  erasureListSchema,
  erasureSchema,
  idParamsSchema,
} from '@tablee/contract'
import {
  countFailures,
  hiddenKey,
  PASSWORD_TRIES,
  PASSWORD_TRIES_PER_NETWORK,
} from '../accounts/attempts/attempt-limiter.ts'
import { setCookies } from '../accounts/routes.ts'
import type { App } from '../app.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import type { RegularLook } from '../look-regularly.ts'
import { exportRate, PUBLIC_RATE } from '../plugins/rate-limit.ts'
import { beginErasure } from './erase-person.ts'
import { erasedCases } from './erased-cases.ts'
import { requireMayErase } from './may-erase.ts'
import { type ErasureRow, findErasure, listErasures } from './store.ts'

/** Erasures that are shown to an administrator. */
const SHOWN_MAX = 50

/** Erasing a person: by herself, by an administrator, by the coach of everything that she is in. */
export function registerErasures(app: App, context: Context, erasures: Pick<RegularLook, 'look'>): void {
  const { db, sessions, attempts, config } = context

  app.post(
    '/api/session/person/erasure',
    { schema: { body: eraseOwnRequestSchema, response: { 202: erasureSchema } } },
    async (request, reply) => {
      const { person } = await sessions.require(request)
      const { email } = person
      if (email !== null) {
        const { password } = request.body
        if (password === undefined) throw new AppError('credentials_wrong')
        const counts = [
          { rule: PASSWORD_TRIES, key: hiddenKey(config.secretKey, email.toLowerCase()) },
          { rule: PASSWORD_TRIES_PER_NETWORK, key: hiddenKey(config.secretKey, request.ip) },
        ]
        if (!(await countFailures(attempts, counts, () => sessions.signIn({ email, password }))))
          throw new AppError('credentials_wrong')
      }
      const id = await beginErasure(context, { personId: person.id, askedBy: null })
      setCookies(reply, await sessions.end(request))
      void erasures.look()
      request.log.info({ erasureId: id }, 'a person asked to be erased')
      return reply.code(202).send(begun(await found(id), 'stranger'))
    },
  )

  app.post(
    '/api/people/:id/erasure',
    { config: exportRate(sessions), schema: { params: idParamsSchema, response: { 202: erasureSchema } } },
    async (request, reply) => {
      const { person, memberships } = await sessions.require(request)
      await requireMayErase(db, memberships, request.params.id)
      const id = await beginErasure(context, { personId: request.params.id, askedBy: person.id })
      void erasures.look()
      // not whom: the log outlives her
      request.log.info({ erasureId: id, personId: person.id }, 'a person is being erased')
      return reply.code(202).send(begun(await found(id), 'team'))
    },
  )

  // whoever was erased has no session any more: the id, which nobody can guess, is all that she has
  app.get(
    '/api/erasures/:id',
    { config: PUBLIC_RATE, schema: { params: idParamsSchema, response: { 200: erasureSchema } } },
    async (request, reply) => {
      const erasure = await findErasure(db, request.params.id)
      if (erasure?.kind !== 'person') throw notFound()
      const reader = await sessions.find(request)
      const casesOf = await erasedCases(db, [erasure.id], reader?.memberships ?? [])
      const shown = { ...begun(erasure, 'stranger'), cases: casesOf(erasure.id) }
      return reply.header('cache-control', 'no-store').send(shown)
    },
  )

  app.get('/api/erasures', { schema: { response: { 200: erasureListSchema } } }, async (request) => {
    const { memberships } = await sessions.require(request)
    if (!allows('people.erase', memberships, {})) throw new AppError('forbidden')
    const rows = await listErasures(db, SHOWN_MAX)
    const casesOf = await erasedCases(
      db,
      rows.map(({ id }) => id),
      memberships,
    )
    return { erasures: rows.map((row) => ({ ...begun(row, 'team'), cases: casesOf(row.id) })) }
  })

  async function found(id: string): Promise<ErasureRow> {
    const erasure = await findErasure(db, id)
    if (!erasure) throw notFound()
    return erasure
  }
}

/** An erasure that has just begun: which cases name her is looked for when all else is done. */
function begun({ id, state, askedAt, doneAt, counts }: ErasureRow, reader: 'team' | 'stranger'): Erasure {
  return { id, state, askedAt, doneAt, counts: reader === 'team' ? counts : null, cases: [] }
}
