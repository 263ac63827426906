import { randomBytes } from 'node:crypto'
import type { Role, ScopeKind } from '@tablee/contract'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { codeHash, invitationCode } from './keys.ts'
import { type InvitationRow, insertInvitation } from './store.ts'

const HOUR_MS = 3_600_000
/** Tries at a code that nobody has: with 887 million codes the first one nearly always is free. */
const CODE_TRIES_MAX = 10

/** Adds an invitation with a code that no other one has. */
export async function createInvitation(
  context: Pick<Context, 'db' | 'config' | 'now'>,
  wanted: {
    role: Role
    scopeKind: ScopeKind
    scopeId: string
    expiresInHours: number
    maxUses: number | null
    createdBy: string
  },
): Promise<InvitationRow> {
  const secret = context.config.secretKey
  const now = context.now()
  for (let tries = 0; tries < CODE_TRIES_MAX; tries++) {
    const source = { id: newId(), nonce: randomBytes(16).toString('base64url') }
    const row: InvitationRow = {
      ...source,
      role: wanted.role,
      scope_kind: wanted.scopeKind,
      scope_id: wanted.scopeId,
      code_hash: codeHash(secret, invitationCode(secret, source)),
      created_by: wanted.createdBy,
      created_at: new Date(now).toISOString(),
      expires_at: new Date(now + wanted.expiresInHours * HOUR_MS).toISOString(),
      revoked_at: null,
      uses: 0,
      max_uses: wanted.maxUses,
      password_hash: null,
    }
    if (await insertInvitation(context.db, row)) return row
  }
  throw new Error('no free invitation code')
}
