import type { Invitation } from '@tablee/contract'
import type { FastifyRequest } from 'fastify'
import { nameScopes } from '../cohorts/scope-names.ts'
import type { Context } from '../context.ts'
import { siteOf } from '../plugins/origin.ts'
import { invitationCode, invitationToken } from './keys.ts'
import { grantOf, type InvitationRow } from './store.ts'

/** Invitations as their makers see them. */
export async function presentInvitations(
  { db, config }: Pick<Context, 'db' | 'config'>,
  request: FastifyRequest,
  rows: readonly InvitationRow[],
): Promise<Invitation[]> {
  const nameOf = await nameScopes(db, rows.map(grantOf))
  return rows.map((row) => ({
    id: row.id,
    ...grantOf(row),
    scopeName: nameOf(grantOf(row)),
    // in the fragment: no server, proxy or log receives it
    url: `${siteOf(request, config)}/rejoindre#j=${invitationToken(config.secretKey, row)}`,
    code: invitationCode(config.secretKey, row),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    uses: row.uses,
    maxUses: row.max_uses,
    hasPassword: row.password_hash !== null,
  }))
}
