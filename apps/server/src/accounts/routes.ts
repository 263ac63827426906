import {
  becomeAccountRequestSchema,
  changePasswordRequestSchema,
  okSchema,
  publicConfigSchema,
  sessionSchema,
  setupRequestSchema,
  setupStateSchema,
  signInRequestSchema,
  updatePersonRequestSchema,
} from '@tablee/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { rememberNames } from '../cases/remember-names.ts'
import { closeSocketsOf } from '../cohorts/close-sockets.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { languageOf } from '../language.ts'
import { siteOf } from '../plugins/origin.ts'
import { VERSION } from '../version.ts'
import {
  ADDRESS_TRIES,
  type Counted,
  countFailures,
  hiddenKey,
  PASSWORD_TRIES,
  PASSWORD_TRIES_PER_NETWORK,
  SETUP_TRIES,
} from './attempts/attempt-limiter.ts'
import { presentSession } from './present-session.ts'
import type { Cookies } from './session.ts'
import { isSetupCode } from './setup-code.ts'
import { hasAdmin, insertFirstAdmin, makeAccount, updatePerson } from './store.ts'

const OK = { ok: true } as const

/** Set-up, sign-in, one's own person. `setupCode` is the code of the set-up link while there is one. */
export function registerAccounts(
  app: App,
  context: Context,
  options: { setupCode: () => string | null },
): void {
  const { db, sessions, attempts, config } = context

  app.get('/api/config', { schema: { response: { 200: publicConfigSchema } } }, async (request) => ({
    version: VERSION,
    publicUrl: siteOf(request, config),
    tldrawLicenseKey: config.tldrawLicenseKey,
  }))

  app.get('/api/setup', { schema: { response: { 200: setupStateSchema } } }, async () => ({
    needed: !(await hasAdmin(db)),
  }))

  app.post(
    '/api/setup',
    { schema: { body: setupRequestSchema, response: { 201: sessionSchema } } },
    async (request, reply) => {
      const { code, name, email, password, lang } = request.body
      if (await hasAdmin(db)) throw new AppError('setup_done')
      const right = await countFailures(attempts, [{ rule: SETUP_TRIES, key: 'all' }], async () =>
        isSetupCode(code, options.setupCode()) ? true : null,
      )
      if (!right) throw new AppError('setup_code_wrong')
      const passwordHash = await sessions.hashPassword(password)
      const personId = await insertFirstAdmin(
        db,
        { name, lang: lang ?? languageOf(request) },
        { email, passwordHash },
        context.now(),
      )
      request.log.info({ personId }, 'first administrator made')
      await replaceSession(request, reply, await sessions.start(personId))
      return reply.code(201).send(await presentSession(db, personId))
    },
  )

  app.get('/api/session', { schema: { response: { 200: sessionSchema } } }, async (request, reply) => {
    const signedIn = await sessions.find(request)
    if (signedIn) setCookies(reply, await sessions.renew(request))
    return presentSession(db, signedIn?.person.id ?? null)
  })

  app.post(
    '/api/session',
    { schema: { body: signInRequestSchema, response: { 200: sessionSchema } } },
    async (request, reply) => {
      const { email, password } = request.body
      const signedIn = await countFailures(attempts, passwordCounts(email, request), () =>
        sessions.signIn({ email, password }),
      )
      if (!signedIn) throw new AppError('credentials_wrong')
      request.log.info({ personId: signedIn.personId }, 'signed in')
      await replaceSession(request, reply, signedIn.cookies)
      return presentSession(db, signedIn.personId)
    },
  )

  app.delete('/api/session', { schema: { response: { 200: okSchema } } }, async (request, reply) => {
    const signedIn = await sessions.find(request)
    setCookies(reply, await sessions.end(request))
    if (signedIn) closeSocketsOf(context, signedIn.person.id)
    return OK
  })

  app.patch(
    '/api/session/person',
    { schema: { body: updatePersonRequestSchema, response: { 200: sessionSchema } } },
    async (request) => {
      const { person, memberships } = await sessions.require(request)
      if (request.body.name !== undefined) await rememberNames(context, db, memberships)
      await updatePerson(db, person.id, request.body, context.now())
      return presentSession(db, person.id)
    },
  )

  app.post(
    '/api/session/password',
    { schema: { body: changePasswordRequestSchema, response: { 200: okSchema } } },
    async (request, reply) => {
      const { person } = await sessions.require(request)
      if (person.email === null) throw new AppError('forbidden')
      const cookies = await countFailures(attempts, passwordCounts(person.email, request), () =>
        sessions.changePassword(request, request.body),
      )
      if (!cookies) throw new AppError('credentials_wrong')
      request.log.info({ personId: person.id }, 'password changed')
      setCookies(reply, cookies)
      closeSocketsOf(context, person.id)
      return OK
    },
  )

  app.post(
    '/api/session/account',
    { schema: { body: becomeAccountRequestSchema, response: { 200: sessionSchema } } },
    async (request, reply) => {
      const { person } = await sessions.require(request)
      if (person.kind !== 'guest') throw new AppError('forbidden')
      const { email, password } = request.body
      const passwordHash = await sessions.hashPassword(password)
      const made = await countFailures(attempts, [{ rule: ADDRESS_TRIES, key: person.id }], async () =>
        (await makeAccount(db, person.id, { email, passwordHash }, context.now())) ? true : null,
      )
      if (!made) throw new AppError('email_taken')
      request.log.info({ personId: person.id }, 'guest became an account')
      await replaceSession(request, reply, await sessions.start(person.id))
      return presentSession(db, person.id)
    },
  )

  /** Ends the session that the browser came with, so that none is left behind (and none can be planted). */
  async function replaceSession(request: FastifyRequest, reply: FastifyReply, next: Cookies): Promise<void> {
    const before = await sessions.find(request)
    await sessions.end(request)
    setCookies(reply, next)
    // Boards that are open in her other tabs are not the next person's.
    if (before) closeSocketsOf(context, before.person.id)
  }

  function passwordCounts(email: string, request: FastifyRequest): Counted[] {
    return [
      { rule: PASSWORD_TRIES, key: hiddenKey(config.secretKey, email.toLowerCase()) },
      { rule: PASSWORD_TRIES_PER_NETWORK, key: hiddenKey(config.secretKey, request.ip) },
    ]
  }
}

/** Sends a session's cookies with an answer. */
export function setCookies(reply: FastifyReply, cookies: Cookies): void {
  if (cookies.length > 0) void reply.header('set-cookie', [...cookies])
}
