import { CHECKED_FACETS } from '@tablee/cases'
import type { ErrorCode } from '@tablee/contract'
import { type ObstacleRule, obstacleIn } from '../obstacle.ts'
import { checkCase } from './check-case.ts'
import { populationAnswer } from './describe-case.ts'

const here = (code: ErrorCode, facets: readonly string[] = []): ReturnType<ObstacleRule> => [
  { code, statementIds: [], sections: [], ...(facets.length > 0 && { facets: [...facets] }) },
]

/**
 * Somebody has to say how many organisations fit what is shown (R101). Too few known ones are outweighed only by
 * "many", with its reason, and by nothing where the organisation wants no detail that leads to it; "few" needs the
 * numbers, and "one" a coarser description or counts only.
 */
const population: ObstacleRule = (stored, facts) => {
  const { shown, about, facets, rare, isNamed, isCountedOnly } = checkCase(stored, facts)
  if (isNamed || isCountedOnly) return []
  const answer = populationAnswer({ shown, about, facets, rare }, facts.check)
  if (answer === 'none') return here('case_population_unanswered')
  if (answer === 'hides') return []
  const telling = facets.isSafe ? [] : CHECKED_FACETS.filter((facet) => shown[facet].length > 0)
  return here('case_facets_identify', [...new Set([...telling, ...rare.map(({ facet }) => facet)])])
}

const links: ObstacleRule = (stored, facts) => {
  const open = checkCase(stored, facts).links.filter(({ answer, isNameKept }) =>
    isNameKept ? answer !== 'agreed' : answer === null,
  )
  if (open.length === 0) return []
  const statementIds = [...new Set(open.flatMap((link) => link.statementIds))]
  return [{ code: 'case_links_open', statementIds, sections: [] }]
}

const reservations: ObstacleRule = (stored, facts) => {
  const { reservations: open, reservedFacets } = checkCase(stored, facts)
  if (open.length + reservedFacets.length === 0) return []
  const isImage = (id: string): boolean => stored.draft.images.some((image) => image.id === id)
  const ids = [...new Set(open.map(({ statementId }) => statementId))]
  const imageIds = ids.filter(isImage)
  const facets = [...new Set(reservedFacets.map(({ facet }) => facet))]
  return [
    {
      code: 'case_reservation_open',
      statementIds: ids.filter((id) => !isImage(id)),
      sections: [],
      ...(imageIds.length > 0 && { imageIds }),
      ...(facets.length > 0 && { facets }),
    },
  ]
}

const quotes: ObstacleRule = (stored, facts) =>
  obstacleIn('case_quote_unagreed', {
    statementIds: checkCase(stored, facts)
      .quotes.filter(({ agreed }) => !agreed)
      .map(({ statementId }) => statementId),
  })

/** What the check adds to the obstacles, in the order in which people settle them. */
export const CHECK_RULES: readonly ObstacleRule[] = [reservations, quotes, links, population]
