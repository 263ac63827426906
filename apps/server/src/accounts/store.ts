import type { Lang } from '@tablee/board'
import { INSTANCE_SCOPE_ID } from '@tablee/contract'
import type { Kysely, Transaction } from 'kysely'
import { insertMembership } from '../cohorts/membership-store.ts'
import { inTransaction } from '../db/in-transaction.ts'
import type { Database } from '../db/schema.ts'
import { isUniqueViolation } from '../db/unique-violation.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import type { SignedIn } from './session.ts'

/** Somebody who signs in with an address and a password; `passwordHash` as `Sessions.hashPassword` makes it. */
export interface Credentials {
  readonly email: string
  readonly passwordHash: string
}

/** A person by id. */
export async function findPerson(db: Kysely<Database>, id: string): Promise<SignedIn['person'] | null> {
  const person = await db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'kind', 'lang'])
    .where('id', '=', id)
    .executeTakeFirst()
  return person ?? null
}

/** The names of some people. */
export async function findPersonNames(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('person').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Adds a person without address or password. @returns her id */
export async function insertGuest(
  db: Kysely<Database>,
  guest: { name: string; lang: Lang },
  now: number,
): Promise<string> {
  const id = newId()
  const time = new Date(now).toISOString()
  await db
    .insertInto('person')
    .values({ id, ...guest, email: null, kind: 'guest', created_at: time, updated_at: time })
    .execute()
  return id
}

/** Changes a person's name or language. */
export async function updatePerson(
  db: Kysely<Database>,
  id: string,
  change: { name?: string | undefined; lang?: Lang | undefined },
  now: number,
): Promise<void> {
  await db
    .updateTable('person')
    .set({ ...change, updated_at: new Date(now).toISOString() })
    .where('id', '=', id)
    .execute()
}

/** Gives a guest an address and a password; she keeps her id and memberships. @returns false when it is taken */
export async function makeAccount(
  db: Kysely<Database>,
  personId: string,
  credentials: Credentials,
  now: number,
): Promise<boolean> {
  try {
    await inTransaction(db, (transaction) => setCredentials(transaction, personId, credentials, now))
    return true
  } catch (error) {
    if (isUniqueViolation(error)) return false
    throw error
  }
}

/** Whether there is an administrator. */
export async function hasAdmin(db: Kysely<Database>): Promise<boolean> {
  const admin = await db
    .selectFrom('membership')
    .select('id')
    .where('role', '=', 'admin')
    .limit(1)
    .executeTakeFirst()
  return admin !== undefined
}

/**
 * Adds the first administrator; of several attempts at once one succeeds.
 * @returns her id
 * @throws {AppError} `setup_done` or `email_taken`
 */
export async function insertFirstAdmin(
  db: Kysely<Database>,
  admin: { name: string; lang: Lang },
  credentials: Credentials,
  now: number,
): Promise<string> {
  const add = async (transaction: Transaction<Database>): Promise<string> => {
    const { numInsertedOrUpdatedRows } = await transaction
      .insertInto('setup')
      .values({ id: 'setup', done_at: new Date(now).toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows === 0n || (await hasAdmin(transaction))) throw new AppError('setup_done')
    const personId = await insertGuest(transaction, admin, now)
    await setCredentials(transaction, personId, credentials, now)
    await insertMembership(
      transaction,
      { personId, role: 'admin', scopeKind: 'instance', scopeId: INSTANCE_SCOPE_ID },
      now,
    )
    return personId
  }
  try {
    return await db.transaction().execute(add)
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError('email_taken', { cause: error })
    throw error
  }
}

async function setCredentials(
  transaction: Kysely<Database>,
  personId: string,
  { email, passwordHash }: Credentials,
  now: number,
): Promise<void> {
  const time = new Date(now).toISOString()
  await transaction
    .updateTable('person')
    .set({ email: email.toLowerCase(), kind: 'account', updated_at: time })
    .where('id', '=', personId)
    .execute()
  await transaction
    .insertInto('account')
    .values({
      id: newId(),
      person_id: personId,
      provider_id: 'credential',
      account_id: personId,
      password: passwordHash,
      created_at: time,
      updated_at: time,
    })
    .execute()
}
