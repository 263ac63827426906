import type { Membership } from '@tablee/contract'
import { countFailures, hiddenKey, INVITATION_PASSWORD_TRIES } from '../accounts/attempts/attempt-limiter.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { grantOf, type InvitationRow } from './store.ts'

/**
 * Lets a joiner on who says the invitation's password, or needs none: there is none, or she has that role already. Wrong
 * ones are counted per invitation and network.
 * @throws {AppError} `invitation_password_wrong`, or `rate_limited` after too many
 */
export async function requireInvitationPassword(
  { config, sessions, attempts }: Pick<Context, 'config' | 'sessions' | 'attempts'>,
  invitation: InvitationRow,
  joiner: { password: string | undefined; memberships: readonly Membership[]; ip: string },
): Promise<void> {
  const { password_hash: hash } = invitation
  if (hash === null || isThere(invitation, joiner.memberships)) return
  // what was not said is no guess
  const password = joiner.password?.trim()
  if (password === undefined || password === '') throw new AppError('invitation_password_wrong')
  const key = hiddenKey(config.secretKey, `${invitation.id} ${joiner.ip}`)
  const isRight = await countFailures(attempts, [{ rule: INVITATION_PASSWORD_TRIES, key }], async () =>
    (await sessions.isPassword(password, hash)) ? true : null,
  )
  if (!isRight) throw new AppError('invitation_password_wrong')
}

/** Whether somebody has what the invitation gives: she comes back. */
function isThere(invitation: InvitationRow, memberships: readonly Membership[]): boolean {
  const { role, scopeKind, scopeId } = grantOf(invitation)
  return memberships.some(
    (held) => held.role === role && held.scopeKind === scopeKind && held.scopeId === scopeId,
  )
}
