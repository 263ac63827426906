import type { Lang } from '@tablee/board'
import { allows, type Joined } from '@tablee/contract'
import type { SignedIn } from '../accounts/session.ts'
import { insertGuest } from '../accounts/store.ts'
import { insertMembership } from '../cohorts/membership-store.ts'
import { placesOfScope } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { enterWorkshop, expectedAfter } from '../workshops/enter-workshop.ts'
import { requireUsable } from './resolve-invitation.ts'
import { findInvitation, grantOf, type InvitationRow, useInvitation } from './store.ts'

/** Who joins: somebody signed in, or a guest to be. */
export type Joiner = (
  | { readonly person: SignedIn['person'] }
  | { readonly name: string; readonly lang: Lang }
) & {
  /** Where she says that she comes from; null when she does not say. */
  readonly said: string | null
}

/**
 * Gives a joiner the invitation's role, one use for each person; who has the role already uses none.
 * @returns her id, and whether she got something that she did not have
 * @throws {AppError} when the invitation takes nobody any more; nothing is changed then
 */
export async function joinWith(
  context: Pick<Context, 'db' | 'now'>,
  invitation: InvitationRow,
  joiner: Joiner,
): Promise<{ personId: string; added: boolean }> {
  return context.db.transaction().execute(async (transaction) => {
    const now = context.now()
    const personId =
      'person' in joiner
        ? joiner.person.id
        : await insertGuest(transaction, { name: joiner.name, lang: joiner.lang }, now)
    const added = await insertMembership(transaction, { personId, ...grantOf(invitation) }, now)
    if (added && !(await useInvitation(transaction, invitation.id, now))) {
      // read again: it has changed since it was resolved
      requireUsable((await findInvitation(transaction, { id: invitation.id })) ?? invitation, now)
      throw new AppError('invitation_used_up')
    }
    await enterWorkshop(transaction, invitation, { personId, said: joiner.said, now })
    return { personId, added }
  })
}

/**
 * Where a joiner goes next: where her workshop expects her, the board, the cohort if her role lets her see it, or
 * nowhere in particular.
 */
export async function landingOf(
  context: Pick<Context, 'db'>,
  invitation: InvitationRow,
  personId: string,
): Promise<Joined> {
  const expected = await expectedAfter(context.db, invitation, personId)
  const granted = grantOf(invitation)
  const places = await placesOfScope(context.db, granted.scopeKind, granted.scopeId)
  const seen = places.find((place) => place.cohortId !== undefined && allows('cohort.view', [granted], place))
  return {
    scopeKind: granted.scopeKind,
    scopeId: granted.scopeId,
    cohortId: seen?.cohortId ?? null,
    boardId: expected?.boardId ?? (granted.scopeKind === 'board' ? granted.scopeId : null),
    workshopId: expected?.workshopId ?? null,
  }
}
