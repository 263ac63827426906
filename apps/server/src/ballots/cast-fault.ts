import type { Ballot, Cast, ErrorCode } from '@tablee/contract'

/** Why a ballot does not take these votes, or null. */
export function castFault(
  ballot: Ballot & { readonly keys: readonly string[] | null },
  votes: Cast,
): { code: ErrorCode; details?: Record<string, number> } | null {
  const { kind, budget, perItem, scale, keys } = ballot
  const entries = Object.entries(votes)
  if (keys !== null && entries.some(([key]) => !keys.includes(key))) return { code: 'ballot_value_unknown' }
  switch (kind) {
    case 'dots': {
      if (entries.some(([, dots]) => dots < 0)) return { code: 'ballot_value_unknown' }
      const given = entries.reduce((sum, [, dots]) => sum + dots, 0)
      if (budget !== null && given > budget) return { code: 'ballot_over_budget', details: { budget, given } }
      if (perItem !== null && entries.some(([, dots]) => dots > perItem))
        return { code: 'ballot_over_item', details: { perItem } }
      return null
    }
    case 'choice':
      if (entries.length > 1)
        return { code: 'ballot_over_budget', details: { budget: 1, given: entries.length } }
      return entries.some(([, value]) => value !== 1) ? { code: 'ballot_value_unknown' } : null
    case 'scores':
      return entries.some(([, score]) => scale === null || score < scale.min || score > scale.max)
        ? { code: 'ballot_value_unknown' }
        : null
  }
}
