import { type APIError, isAPIError } from 'better-auth/api'
import type { Kysely } from 'kysely'
import { findMemberships } from '../cohorts/membership-store.ts'
import type { Config } from '../config.ts'
import type { DialectName } from '../db/dialect.ts'
import type { Database } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { createAuth, type PasswordKeeper } from './auth.ts'
import type { CookieBearer, Sessions, SignedIn } from './session.ts'

/** Refusals of the library that mean "address or password is wrong". */
const WRONG_CREDENTIALS: ReadonlySet<unknown> = new Set([
  'INVALID_EMAIL_OR_PASSWORD',
  'INVALID_PASSWORD',
  'CREDENTIAL_ACCOUNT_NOT_FOUND',
])

/** Opens the sessions of this server; they live in its database. */
export function openSessions(on: {
  config: Config
  db: Kysely<Database>
  dialect: DialectName
  keeper?: PasswordKeeper | undefined
}): Sessions {
  const auth = createAuth(on)
  const found = new WeakMap<CookieBearer, Promise<SignedIn | null>>()

  async function read(request: CookieBearer): Promise<SignedIn | null> {
    if (request.headers.cookie === undefined) return null
    const session = await unlessStorageFails(
      auth.api.getSession({ headers: cookieOf(request), query: { disableRefresh: true } }),
    )
    if (!session) return null
    const { id, name, email, kind, lang } = session.user
    return {
      sessionId: session.session.id,
      // the library's type says that everybody has an address; a guest's is null
      person: { id, name, email: email || null, kind, lang },
      memberships: await findMemberships(on.db, id),
    }
  }

  const sessions: Sessions = {
    find(request) {
      const known = found.get(request)
      if (known) return known
      const reading = read(request)
      found.set(request, reading)
      return reading
    },
    async require(request) {
      const signedIn = await sessions.find(request)
      if (!signedIn) throw new AppError('not_signed_in')
      return signedIn
    },
    async start(personId) {
      const { headers } = await unlessStorageFails(
        auth.api.startSession({ body: { personId }, returnHeaders: true }),
      )
      return headers.getSetCookie()
    },
    async signIn(credentials) {
      const answer = await unlessWrong(
        auth.api.signInEmail({ body: credentials, headers: new Headers(), returnHeaders: true }),
      )
      return answer && { personId: answer.response.user.id, cookies: answer.headers.getSetCookie() }
    },
    async renew(request) {
      const { headers } = await unlessStorageFails(
        auth.api.getSession({ headers: cookieOf(request), returnHeaders: true }),
      )
      return headers.getSetCookie()
    },
    async end(request) {
      const { headers } = await unlessStorageFails(
        auth.api.signOut({ headers: cookieOf(request), returnHeaders: true }),
      )
      return headers.getSetCookie()
    },
    async changePassword(request, { current, next }) {
      const answer = await unlessWrong(
        auth.api.changePassword({
          body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
          headers: cookieOf(request),
          returnHeaders: true,
        }),
      )
      return answer ? answer.headers.getSetCookie() : null
    },
    async hashPassword(password) {
      const context = await auth.$context
      return context.password.hash(password)
    },
    async isPassword(password, hash) {
      const context = await auth.$context
      return context.password.verify({ password, hash })
    },
  }
  return sessions
}

/** The cookie alone: the library would store the browser's name and address, which we have no use for. */
function cookieOf(request: CookieBearer): Headers {
  return new Headers({ cookie: request.headers.cookie ?? '' })
}

async function unlessWrong<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await unlessStorageFails(work)
  } catch (error) {
    // isAPIError's own type guard is only a boolean
    if (isAPIError(error) && WRONG_CREDENTIALS.has((error as APIError).body?.['code'])) return null
    throw error
  }
}

/** The library answers 500 when its tables cannot be read or written, and keeps the reason to itself. */
async function unlessStorageFails<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    // isAPIError's own type guard is only a boolean
    if (isAPIError(error) && (error as APIError).statusCode === 500)
      throw new AppError('storage_unavailable', { cause: error })
    throw error
  }
}
