import {
  CODE_TRIES,
  CODE_TRIES_PER_NETWORK,
  countFailures,
  hiddenKey,
} from '../accounts/attempts/attempt-limiter.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { codeHash, idOfToken, isTokenOf, typedCode } from './keys.ts'
import { findInvitation, type InvitationRow } from './store.ts'

/** What a joiner holds: one of the two. */
export interface InvitationKey {
  readonly token?: string | undefined
  readonly code?: string | undefined
}

/**
 * The invitation that a token or code belongs to, whatever its state. Wrong codes are counted per network and in all.
 * @throws {AppError} `invitation_unknown`, or `rate_limited` after too many wrong codes
 */
export async function resolveInvitation(
  context: Pick<Context, 'db' | 'config' | 'attempts'>,
  key: InvitationKey,
  ip: string,
): Promise<InvitationRow> {
  const found =
    key.token === undefined ? await byCode(context, key.code ?? '', ip) : await byToken(context, key.token)
  if (!found) throw new AppError('invitation_unknown')
  return found
}

/** @throws {AppError} `invitation_revoked`, `invitation_expired` or `invitation_used_up` when nobody can join any more */
export function requireUsable(invitation: InvitationRow, now: number): void {
  if (invitation.revoked_at !== null) throw new AppError('invitation_revoked')
  if (invitation.expires_at <= new Date(now).toISOString()) throw new AppError('invitation_expired')
  if (invitation.max_uses !== null && invitation.uses >= invitation.max_uses)
    throw new AppError('invitation_used_up')
}

async function byToken(
  context: Pick<Context, 'db' | 'config'>,
  token: string,
): Promise<InvitationRow | null> {
  const id = idOfToken(token)
  const invitation = id === null ? null : await findInvitation(context.db, { id })
  return invitation && isTokenOf(context.config.secretKey, invitation, token) ? invitation : null
}

function byCode(
  { db, config, attempts }: Pick<Context, 'db' | 'config' | 'attempts'>,
  code: string,
  ip: string,
): Promise<InvitationRow | null> {
  return countFailures(
    attempts,
    [
      { rule: CODE_TRIES_PER_NETWORK, key: hiddenKey(config.secretKey, ip) },
      { rule: CODE_TRIES, key: 'all' },
    ],
    () => findInvitation(db, { codeHash: codeHash(config.secretKey, typedCode(code)) }),
  )
}
