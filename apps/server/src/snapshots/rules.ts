import { allows, type Membership, type Place } from '@tablee/contract'

/** Whether a snapshot may be seen: by the board's own people, and by the case team once it was offered. */
export function canViewSnapshot(
  memberships: readonly Membership[],
  place: Place,
  snapshot: { offered: number },
): boolean {
  return (
    allows('snapshot.view', memberships, place) ||
    (snapshot.offered === 1 && allows('snapshot.viewOffered', memberships, place))
  )
}
