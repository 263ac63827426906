import type { CaseDraftView, ErrorCode } from '@tablee/contract'
import type { StoredCase } from '../publication/draft-store.ts'
import type { CaseFacts } from './case-facts.ts'

/** Why a case cannot be published yet: the code that publishing answers with, and where it is. */
export type Obstacle = CaseDraftView['obstacles'][number] & { readonly code: ErrorCode }

/** What stands in the way of one kind; nothing when it is settled. */
export type ObstacleRule = (stored: StoredCase, facts: CaseFacts) => Obstacle[]

/** An obstacle that is there as often as it has a place; `null`: in no place in particular. */
export function obstacleIn(
  code: ErrorCode,
  place: { statementIds?: readonly string[]; sections?: readonly string[] },
): Obstacle[] {
  const statementIds = [...new Set(place.statementIds ?? [])]
  const sections = [...(place.sections ?? [])]
  return statementIds.length + sections.length === 0 ? [] : [{ code, statementIds, sections }]
}
