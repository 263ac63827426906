import { randomUUID } from 'node:crypto'
import type { Role, ScopeKind } from '@tablee/contract'
import { insertMembership } from '../cohorts/membership-store.ts'
import type { Context } from '../context.ts'
import { insertGuest, makeAccount } from './store.ts'

/** The password of every account that `createPerson` makes. */
export const TEST_PASSWORD = 'un mot de passe de test'

/** Its stored form: hashing is slow on purpose, and one hash does for all. */
let testPasswordHash: Promise<string> | null = null

/** A signed-in person; `cookie` is a value for the `cookie` header, `email` is null for a guest. */
export async function createPerson(
  context: Context,
  options: { name: string; kind?: 'account' | 'guest' },
): Promise<{ personId: string; cookie: string; email: string | null }> {
  const now = context.now()
  const personId = await insertGuest(context.db, { name: options.name, lang: 'fr' }, now)
  const email = options.kind === 'account' ? `${randomUUID()}@example.org` : null
  if (email !== null) {
    testPasswordHash ??= context.sessions.hashPassword(TEST_PASSWORD)
    await makeAccount(context.db, personId, { email, passwordHash: await testPasswordHash }, now)
  }
  return { personId, cookie: cookieOf(await context.sessions.start(personId)), email }
}

/** Gives a person a role in a place, as an accepted invitation does. */
export async function grant(
  context: Context,
  personId: string,
  role: Role,
  scopeKind: ScopeKind,
  scopeId: string,
): Promise<void> {
  await insertMembership(context.db, { personId, role, scopeKind, scopeId }, context.now())
}

/** The value for a `cookie` header that a browser would send after these `Set-Cookie` lines. */
export function cookieOf(setCookie: string | readonly string[] | undefined): string {
  const lines = typeof setCookie === 'string' ? [setCookie] : (setCookie ?? [])
  return lines.map((line) => line.split(';')[0]).join('; ')
}
