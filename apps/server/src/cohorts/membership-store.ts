import { INSTANCE_SCOPE_ID, type Membership, type Role, type ScopeKind } from '@tablee/contract'
import type { Kysely } from 'kysely'
import { inTransaction } from '../db/in-transaction.ts'
import type { Database } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'

/** A membership and its holder. */
export interface HeldMembership extends Membership {
  readonly id: string
  readonly personId: string
}

/** A member as the people page of a cohort shows her. */
export interface Member extends HeldMembership {
  readonly name: string
  readonly kind: 'account' | 'guest'
  readonly since: string
}

const MEMBERSHIP_COLUMNS = ['id', 'role', 'scope_kind as scopeKind', 'scope_id as scopeId'] as const

/** Everything that a person is, oldest first. */
export function findMemberships(
  db: Kysely<Database>,
  personId: string,
): Promise<(Membership & { id: string })[]> {
  return db
    .selectFrom('membership')
    .select(MEMBERSHIP_COLUMNS)
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** One membership. */
export async function findMembership(db: Kysely<Database>, id: string): Promise<HeldMembership | null> {
  const row = await db
    .selectFrom('membership')
    .select([...MEMBERSHIP_COLUMNS, 'person_id as personId'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** The members of some places, by name. */
export function findMembers(
  db: Kysely<Database>,
  scopes: readonly { scopeKind: ScopeKind; scopeIds: readonly string[] }[],
): Promise<Member[]> {
  return db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select([
      'membership.id as id',
      'membership.person_id as personId',
      'membership.role as role',
      'membership.scope_kind as scopeKind',
      'membership.scope_id as scopeId',
      'membership.created_at as since',
      'person.name as name',
      'person.kind as kind',
    ])
    .where((where) =>
      where.or(
        scopes
          .filter(({ scopeIds }) => scopeIds.length > 0)
          .map(({ scopeKind, scopeIds }) =>
            where.and([
              where('membership.scope_kind', '=', scopeKind),
              where('membership.scope_id', 'in', scopeIds),
            ]),
          ),
      ),
    )
    .orderBy('person.name')
    .orderBy('membership.created_at')
    .execute()
}

/** Adds a membership. @returns false when the person has it already; nothing is changed then. */
export async function insertMembership(
  db: Kysely<Database>,
  membership: { personId: string; role: Role; scopeKind: ScopeKind; scopeId: string },
  now: number,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('membership')
    .values({
      id: newId(),
      person_id: membership.personId,
      role: membership.role,
      scope_kind: membership.scopeKind,
      scope_id: membership.scopeId,
      created_at: new Date(now).toISOString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/**
 * Takes a membership away.
 * @throws {AppError} `last_admin` when no administrator would remain, also when two are removed at once.
 */
export async function deleteMembership(db: Kysely<Database>, membership: HeldMembership): Promise<void> {
  await inTransaction(db, async (transaction) => {
    if (membership.role === 'admin') await lockAdmins(transaction)
    await transaction.deleteFrom('membership').where('id', '=', membership.id).execute()
    if (membership.role === 'admin') await requireAnAdmin(transaction)
  })
}

/** An update that changes nothing: it makes a second removal wait on both databases. */
export async function lockAdmins(transaction: Kysely<Database>): Promise<void> {
  await transaction
    .updateTable('membership')
    .set({ scope_id: INSTANCE_SCOPE_ID })
    .where('role', '=', 'admin')
    .execute()
}

/** @throws {AppError} `last_admin` when the instance has no administrator; after `lockAdmins`. */
export async function requireAnAdmin(transaction: Kysely<Database>): Promise<void> {
  const admin = await transaction
    .selectFrom('membership')
    .select('id')
    .where('role', '=', 'admin')
    .limit(1)
    .executeTakeFirst()
  if (!admin) throw new AppError('last_admin')
}
