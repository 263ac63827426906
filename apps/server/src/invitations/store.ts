import type { Role, ScopeKind } from '@tablee/contract'
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { CohortTables } from '../cohorts/tables.ts'
import type { Database } from '../db/schema.ts'

/** An invitation as stored. */
export type InvitationRow = Selectable<CohortTables['invitation']>

/** One invitation by its id or by its code's hash. */
export async function findInvitation(
  db: Kysely<Database>,
  by: { id: string } | { codeHash: string },
): Promise<InvitationRow | null> {
  const query = db.selectFrom('invitation').selectAll()
  const row = await ('id' in by
    ? query.where('id', '=', by.id)
    : query.where('code_hash', '=', by.codeHash)
  ).executeTakeFirst()
  return row ?? null
}

/** The invitations to some places, newest first. */
export function findInvitations(
  db: Kysely<Database>,
  scopes: readonly { scopeKind: ScopeKind; scopeIds: readonly string[] }[],
): Promise<InvitationRow[]> {
  return db
    .selectFrom('invitation')
    .selectAll()
    .where((where) =>
      where.or(
        scopes
          .filter(({ scopeIds }) => scopeIds.length > 0)
          .map(({ scopeKind, scopeIds }) =>
            where.and([where('scope_kind', '=', scopeKind), where('scope_id', 'in', scopeIds)]),
          ),
      ),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
}

/** Adds an invitation. @returns false when its code belongs to another one; nothing is changed then. */
export async function insertInvitation(db: Kysely<Database>, invitation: InvitationRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('invitation')
    .values(invitation)
    .onConflict((conflict) => conflict.column('code_hash').doNothing())
    .executeTakeFirstOrThrow()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Ends an invitation; a second time changes nothing. */
export async function revokeInvitation(db: Kysely<Database>, id: string, now: number): Promise<void> {
  await db
    .updateTable('invitation')
    .set({ revoked_at: new Date(now).toISOString() })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
}

/** From now on who joins is asked for what this hash was made of; null for nothing. */
export async function putInvitationPassword(
  db: Kysely<Database>,
  id: string,
  passwordHash: string | null,
): Promise<void> {
  await db.updateTable('invitation').set({ password_hash: passwordHash }).where('id', '=', id).execute()
}

/** Counts one use if the invitation still takes one. @returns false when it does not */
export async function useInvitation(
  transaction: Transaction<Database>,
  id: string,
  now: number,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('invitation')
    .set((update) => ({ uses: update('uses', '+', 1) }))
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', new Date(now).toISOString())
    .where((where) => where.or([where('max_uses', 'is', null), where('uses', '<', where.ref('max_uses'))]))
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** What an invitation gives. */
export function grantOf(row: InvitationRow): { role: Role; scopeKind: ScopeKind; scopeId: string } {
  return { role: row.role, scopeKind: row.scope_kind, scopeId: row.scope_id }
}
