import type { Place, ScopeKind } from '@tablee/contract'

/** The places that a membership may be held in to reach this one: itself and all that it lies in. */
export function scopesAround({ programmeId, cohortId, organisationIds, boardId, groupBoardIds }: Place) {
  const one = (scopeKind: ScopeKind, id: string | undefined) => ({ scopeKind, scopeIds: id ? [id] : [] })
  const several = (scopeKind: ScopeKind, ids: readonly string[] = []) => ({ scopeKind, scopeIds: [...ids] })
  return [
    one('programme', programmeId),
    one('cohort', cohortId),
    several('organisation', organisationIds),
    one('board', boardId),
    several('board', groupBoardIds),
  ]
}
