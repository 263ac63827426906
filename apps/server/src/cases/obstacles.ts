import { redactionGaps } from '@tablee/cases'
import { approvalObstacles, approvalsOf } from '../consents/approval.ts'
import { AppError } from '../errors.ts'
import type { StoredCase } from '../publication/draft-store.ts'
import type { CaseFacts } from './case-facts.ts'
import { CHECK_RULES } from './checks/check-rules.ts'
import { type Obstacle, type ObstacleRule, obstacleIn } from './obstacle.ts'

const gaps: ObstacleRule = ({ draft, decisions }, { roster }) => {
  const { statements, findings, sections, images } = redactionGaps(draft, decisions, roster)
  return [
    ...obstacleIn('case_statements_undecided', { statementIds: statements }),
    ...obstacleIn('case_findings_undecided', {
      statementIds: findings.map(({ statementId }) => statementId),
    }),
    ...obstacleIn('case_sections_missing', { sections }),
    ...(images.length === 0
      ? []
      : [{ code: 'case_images_open' as const, statementIds: [], sections: [], imageIds: [...images] }]),
  ]
}

const missingApproval: ObstacleRule = (stored, { roster, approval }) =>
  approvalObstacles(approvalsOf(stored, roster, approval)).map(({ code, organisationIds }) => ({
    code,
    statementIds: [],
    sections: [],
    organisationIds: [...organisationIds],
  }))

/** Every rule, in the order in which people settle them. The screen shows them all; publishing throws the first. */
const RULES: readonly ObstacleRule[] = [gaps, ...CHECK_RULES, missingApproval]

/** Everything that stands between a draft and its publication. */
export function obstacles(stored: StoredCase, facts: CaseFacts): Obstacle[] {
  return RULES.flatMap((rule) => rule(stored, facts))
}

/** @throws {AppError} the first obstacle, with the ids of its places, never words. */
export function refuseObstacles(stored: StoredCase, facts: CaseFacts): void {
  refuseFirst(obstacles(stored, facts))
}

/** @throws {AppError} the first thing that is still to be decided about the text itself. */
export function refuseGaps(stored: StoredCase, facts: CaseFacts): void {
  refuseFirst(gaps(stored, facts))
}

function refuseFirst([first]: readonly Obstacle[]): void {
  if (first === undefined) return
  const { code, statementIds, sections, imageIds = [], organisationIds = [], facets = [] } = first
  throw new AppError(code, {
    details: {
      ...(statementIds.length > 0 && { statementIds }),
      ...(sections.length > 0 && { sections }),
      ...(imageIds.length > 0 && { imageIds }),
      ...(organisationIds.length > 0 && { organisationIds }),
      ...(facets.length > 0 && { facets }),
    },
  })
}
