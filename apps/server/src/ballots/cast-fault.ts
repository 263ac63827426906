import type { Ballot, Cast, ErrorCode } from '@tablee/contract'

/** Why a ballot does not take these votes, or null. `voices` is how many people give them together. */
export function castFault(
  ballot: Ballot & { readonly keys: readonly string[] | null },
  votes: Cast,
  voices = 1,
): { code: ErrorCode; details?: Record<string, number> } | null {
  const { kind, budget, perItem, scale, keys } = ballot
  const entries = Object.entries(votes)
  if (keys !== null && entries.some(([key]) => !keys.includes(key))) return { code: 'ballot_value_unknown' }
  switch (kind) {
    case 'dots': {
      if (entries.some(([, dots]) => dots < 0)) return { code: 'ballot_value_unknown' }
      const given = entries.reduce((sum, [, dots]) => sum + dots, 0)
      if (budget !== null && given > budget * voices)
        return { code: 'ballot_over_budget', details: { budget: budget * voices, given } }
      if (perItem !== null && entries.some(([, dots]) => dots > perItem * voices))
        return { code: 'ballot_over_item', details: { perItem: perItem * voices } }
      return null
    }
    case 'choice': {
      if (entries.some(([, answers]) => answers < 1 || answers > voices))
        return { code: 'ballot_value_unknown' }
      const given = entries.reduce((sum, [, answers]) => sum + answers, 0)
      return given > voices ? { code: 'ballot_over_budget', details: { budget: voices, given } } : null
    }
    case 'scores':
      return entries.some(([, score]) => scale === null || score < scale.min || score > scale.max)
        ? { code: 'ballot_value_unknown' }
        : null
  }
}
