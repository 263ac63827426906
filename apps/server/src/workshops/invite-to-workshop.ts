import { INVITATION_MAX_HOURS } from '@tablee/contract'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { createInvitation } from '../invitations/create-invitation.ts'
import { mayGrant } from '../invitations/rules.ts'
import { findInvitation, type InvitationRow } from '../invitations/store.ts'
import { findWorkshopInvitations, insertWorkshopInvitation } from './place-store.ts'
import type { SeenWorkshop } from './require-workshop.ts'

const HOUR_MS = 3_600_000
/** How long a way in stays open after the workshop, in hours: who looks again the day after still comes in. */
const AFTERWARDS_HOURS = 48

/**
 * The way into a workshop, the same one until it expires or is revoked: a role on the plenary board, and for each joiner
 * a place in a group.
 * @throws {AppError} `role_not_grantable`
 */
export async function inviteToWorkshop(
  context: Pick<Context, 'db' | 'config' | 'now'>,
  { workshop, plenary, cohort, signedIn }: SeenWorkshop,
  organisationId: string | null,
): Promise<InvitationRow> {
  const { db, now } = context
  if (!plenary) throw notFound()
  const granted = { role: 'participant', scopeKind: 'board', scopeId: plenary.board_id } as const
  if (!mayGrant(signedIn.memberships, granted, [{ ...cohort, boardId: plenary.board_id }]))
    throw new AppError('role_not_grantable')
  const endsAt = Date.parse(workshop.starts_at) + workshop.minutes * 60_000
  const hours = Math.ceil((endsAt - now()) / HOUR_MS) + AFTERWARDS_HOURS
  const expiresInHours = Math.min(Math.max(hours, AFTERWARDS_HOURS), INVITATION_MAX_HOURS)
  for (const id of await findWorkshopInvitations(db, { workshopId: workshop.id, organisationId })) {
    const row = await findInvitation(db, { id })
    if (row && row.expires_at > new Date(now()).toISOString()) return row
  }
  const row = await createInvitation(context, {
    ...granted,
    expiresInHours,
    maxUses: null,
    createdBy: signedIn.person.id,
  })
  await insertWorkshopInvitation(db, {
    invitation_id: row.id,
    workshop_id: workshop.id,
    organisation_id: organisationId,
  })
  return row
}
