import type { Lang } from '@tablee/board'
import type { Membership } from '@tablee/contract'
import type { FastifyRequest } from 'fastify'

/** Who is signed in, and which roles she holds where. */
export interface SignedIn {
  readonly sessionId: string
  readonly person: {
    readonly id: string
    readonly name: string
    readonly email: string | null
    readonly kind: 'account' | 'guest'
    readonly lang: Lang
  }
  readonly memberships: readonly (Membership & { readonly id: string })[]
}

/** `Set-Cookie` lines for the answer. */
export type Cookies = readonly string[]

/** What a session is read from: a request, or what is left of one. */
export type CookieBearer = Pick<FastifyRequest, 'headers'>

/** Reads the session cookie of a request; the answer is kept for the life of the request. */
export interface Sessions {
  /** Null for nobody, an ended session or a cookie that we did not make. */
  find(request: CookieBearer): Promise<SignedIn | null>
  /** @throws {AppError} `not_signed_in` */
  require(request: FastifyRequest): Promise<SignedIn>

  /** Begins a session of a person whose right to it was just proven. */
  start(personId: string): Promise<Cookies>
  /** Begins a session when address and password are right, else null; an unknown address takes as long. */
  signIn(credentials: {
    email: string
    password: string
  }): Promise<{ personId: string; cookies: Cookies } | null>
  /** Prolongs a session that is older than a day. */
  renew(request: FastifyRequest): Promise<Cookies>
  /** Ends the request's session, if any, on the server and in the browser. */
  end(request: FastifyRequest): Promise<Cookies>
  /** Sets a new password and ends all other sessions of the person; null when the current one is wrong. */
  changePassword(request: FastifyRequest, change: { current: string; next: string }): Promise<Cookies | null>
  /** The stored form of a password (scrypt). */
  hashPassword(password: string): Promise<string>
  /** Whether such a hash was made of this password. */
  isPassword(password: string, hash: string): Promise<boolean>
}
