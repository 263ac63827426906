import { betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import type { Kysely } from 'kysely'
import * as z from 'zod'
import type { Config } from '../config.ts'
import type { DialectName } from '../db/dialect.ts'
import type { Database } from '../db/schema.ts'
import { newId } from '../ids.ts'

/** How long a session lives without a visit, in seconds (30 days). */
const SESSION_LIFE_SECONDS = 30 * 24 * 3600
/** How old a session must be before a visit prolongs it, in seconds (a day): not a write per page. */
const SESSION_RENEWAL_SECONDS = 24 * 3600
/** The name of the session cookie. */
const SESSION_COOKIE = 'tablee.session'

/** How passwords are kept and compared. */
export interface PasswordKeeper {
  hash(password: string): Promise<string>
  verify(kept: { hash: string; password: string }): Promise<boolean>
}

/**
 * Opens better-auth on our tables, for hashing, password sign-in and sessions. Its own routes are never mounted and
 * nothing outside `accounts/` knows it. Passwords are kept as it keeps them, by scrypt, unless a `keeper` is given.
 */
export function createAuth(on: {
  config: Pick<Config, 'publicUrl' | 'secretKey'>
  db: Kysely<Database>
  dialect: DialectName
  keeper?: PasswordKeeper | undefined
}) {
  return betterAuth({
    baseURL: on.config.publicUrl,
    secret: on.config.secretKey,
    database: { db: on.db, type: on.dialect, transaction: true },
    // its warnings go to the console and name no request; what matters is logged by our routes
    logger: { disabled: true },
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 1,
      maxPasswordLength: 1_000,
      ...(on.keeper && { password: on.keeper }),
    },
    user: {
      modelName: 'person',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: {
        kind: { type: ['account', 'guest'], required: true, input: false },
        lang: { type: ['fr', 'nl', 'en'], required: true, input: false },
      },
    },
    session: {
      fields: {
        userId: 'person_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      expiresIn: SESSION_LIFE_SECONDS,
      updateAge: SESSION_RENEWAL_SECONDS,
    },
    account: {
      fields: {
        userId: 'person_id',
        providerId: 'provider_id',
        accountId: 'account_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: { fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' } },
    advanced: {
      database: { generateId: () => newId(), validateSchema: false },
      ipAddress: { disableIpTracking: true },
      // the library would put `__Secure-` before the name; the attribute is what counts
      useSecureCookies: false,
      defaultCookieAttributes: { secure: on.config.publicUrl.startsWith('https:') },
      cookies: { session_token: { name: SESSION_COOKIE } },
    },
    plugins: [{ id: 'tablee', endpoints: { startSession } }],
  })
}

/** Signs a person in whose right to it our own route has just proven: a guest, the first administrator. */
const startSession = createAuthEndpoint.serverOnly(
  { method: 'POST', body: z.strictObject({ personId: z.string() }) },
  async (endpoint) => {
    const { internalAdapter } = endpoint.context
    const user = await internalAdapter.findUserById(endpoint.body.personId)
    if (!user) throw new Error('a session was asked for a person that does not exist')
    const session = await internalAdapter.createSession(user.id)
    await setSessionCookie(endpoint, { session, user })
    return { sessionId: session.id }
  },
)
