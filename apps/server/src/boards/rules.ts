import type { BoardRole } from '@tablee/board'
import { allows, type Membership, type Place } from '@tablee/contract'
import type { BoardStatus } from './store.ts'

/** Whether a person may see that the board exists, and read it. */
export function canView(memberships: readonly Membership[], place: Place): boolean {
  return allows('board.view', memberships, place)
}

/** Whether a person may write on the board while it is open. */
function canWrite(memberships: readonly Membership[], place: Place): boolean {
  return allows('board.write', memberships, place)
}

/** Whether a person may rename, archive and reopen the board. */
export function canManage(memberships: readonly Membership[], place: Place): boolean {
  return allows('board.manage', memberships, place)
}

/** What a person is on the canvas, or null when she may not see the board. An archived board is only read. */
export function boardRole(
  memberships: readonly Membership[],
  place: Place,
  status: BoardStatus,
): BoardRole | null {
  if (!canView(memberships, place)) return null
  if (status === 'archived' || !canWrite(memberships, place)) return 'viewer'
  return allows('board.furniture', memberships, place) ? 'coach' : 'writer'
}
