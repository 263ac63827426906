import { allows, type Membership, type Place, type Right, rightsIn } from '@tablee/contract'

/** Whether a case in the making may be seen: by those who write it and those who publish it. */
export function canSeeDrafts(memberships: readonly Membership[], place: Place): boolean {
  return allows('case.edit', memberships, place) || allows('case.publish', memberships, place)
}

/** What a person may do with the cases of a cohort. */
export function caseRights(memberships: readonly Membership[], place: Place): Right[] {
  return rightsIn(memberships, place).filter((right) => right.startsWith('case.') || right === 'roster.edit')
}
