import type { Membership, Role } from '@tablee/contract'
import type { Kysely } from 'kysely'
import { insertMembership } from '../cohorts/membership-store.ts'
import type { Database } from '../db/schema.ts'
import { findGuests } from './place-store.ts'
import { findWorkshopBoards, findWorkshopOfBoard } from './store.ts'

/** Who has one of these in a group has it in the plenary too; whoever only looks at a group looks at nothing else. */
const PLENARY_ROLES: readonly Role[] = ['facilitator', 'participant', 'holder']

type HeldRole = Pick<Membership, 'role' | 'scopeKind' | 'scopeId'> & { readonly personId: string }

/** Gives in the plenary the role that somebody was given in a group; nothing for other roles and places. */
export async function givePlenaryRole(db: Kysely<Database>, held: HeldRole, now: number): Promise<void> {
  const plenaryId = (await plenaryOf(db, held))?.plenaryId
  if (plenaryId === undefined) return
  const { personId, role } = held
  await insertMembership(db, { personId, role, scopeKind: 'board', scopeId: plenaryId }, now)
}

/**
 * Takes it again with the role in the group, unless she has the same role in another group of the workshop, or came by
 * the workshop's own invitation.
 */
export async function takePlenaryRole(db: Kysely<Database>, held: HeldRole): Promise<void> {
  const of = await plenaryOf(db, held)
  if (!of) return
  const { personId, role } = held
  const isGuest = (await findGuests(db, of.workshopId)).some((guest) => guest.person_id === personId)
  if (isGuest && role === 'participant') return
  const hers = db.selectFrom('membership').select('id').where('person_id', '=', personId)
  const other = await hers
    .where('role', '=', role)
    .where('scope_kind', '=', 'board')
    .where('scope_id', 'in', of.groupIds)
    .executeTakeFirst()
  if (other) return
  await db
    .deleteFrom('membership')
    .where('person_id', '=', personId)
    .where('role', '=', role)
    .where('scope_kind', '=', 'board')
    .where('scope_id', '=', of.plenaryId)
    .execute()
}

async function plenaryOf(
  db: Kysely<Database>,
  { role, scopeKind, scopeId }: HeldRole,
): Promise<{ workshopId: string; plenaryId: string; groupIds: string[] } | null> {
  if (scopeKind !== 'board' || !PLENARY_ROLES.includes(role)) return null
  const of = await findWorkshopOfBoard(db, scopeId)
  if (of?.kind !== 'group') return null
  const boards = await findWorkshopBoards(db, [of.workshopId])
  const ids = (kind: string) => boards.filter((board) => board.kind === kind).map(({ board_id }) => board_id)
  const [plenaryId] = ids('plenary')
  return plenaryId === undefined ? null : { workshopId: of.workshopId, plenaryId, groupIds: ids('group') }
}
