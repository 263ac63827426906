import { guardedScore, type ScoreSummary, type ZoneResult } from '@tablee/board'
import type { BallotRow, KeptCast } from './store.ts'

/**
 * What the casts come to on the lines that the board still has: whoever gave something to one of them has voted. Totals
 * equal the sums; equal sums are equal, nobody breaks a tie. Where people without a device had voices, the number of
 * ballots is told beside the number of voices; dots say how many each voter had.
 */
export function countBallot(
  { kind, voter, budget, perItem }: Pick<BallotRow, 'kind' | 'voter' | 'budget' | 'perItem'>,
  casts: readonly KeptCast[],
  lines: ReadonlySet<string>,
): ZoneResult {
  const values = new Map<string, number[]>()
  let voters = 0
  let ballots = 0
  for (const { votes, voices } of casts) {
    const given = Object.entries(votes).filter(
      ([key, value]) => lines.has(key) && (kind === 'scores' || value > 0),
    )
    if (given.length > 0) {
      voters += voices
      ballots += 1
    }
    for (const [key, value] of given) values.set(key, [...(values.get(key) ?? []), value])
  }
  const turnout = {
    voters,
    ...(ballots < voters ? { ballots } : {}),
    ...(voter === 'organisation' ? { by: voter } : {}),
  }
  if (kind === 'scores') return { kind, ...turnout, scores: eachKey(values, summary) }
  const totals = eachKey(values, (given) => given.reduce((sum, value) => sum + value, 0))
  if (kind === 'choice') return { kind, ...turnout, totals }
  const terms = { ...(budget === null ? {} : { budget }), ...(perItem === null ? {} : { perItem }) }
  return { kind, ...turnout, ...terms, totals }
}

function eachKey<T>(
  values: ReadonlyMap<string, readonly number[]>,
  say: (given: readonly number[]) => T,
): Record<string, T> {
  return Object.fromEntries(
    [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, given]) => [key, say(given)]),
  )
}

function summary(given: readonly number[]): ScoreSummary {
  const n = given.length
  const sorted = [...given].sort((a, b) => a - b)
  const min = sorted[0] ?? 0
  const max = sorted[n - 1] ?? 0
  return guardedScore({ n, median: medianOf(sorted), min, max, spread: max - min })
}

/** The middle of sorted numbers; between two of them their mean. */
function medianOf(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}
