import { isObject } from '../record.ts'

/** Before the id of a zone in a board's facts: what a closed ballot of the zone came to. The server alone writes it. */
export const RESULT_PREFIX = 'result:'

/** Before the id of a zone in a board's facts: the ballot that is open on it. The server alone writes it. */
export const BALLOT_PREFIX = 'ballot:'

/** From how many respondents on a median is told: fewer would show single answers. */
export const MIN_RESPONDENTS = 3

/** From how many on the lowest and the highest score are told too: of three, with the median, they would be all there are. */
const MIN_RESPONDENTS_FOR_ENDS = 5

/**
 * What was scored: how many answered, from three on their median and how far they lie apart, and from five on the lowest
 * and the highest. Single scores stay on the server.
 */
export interface ScoreSummary {
  n: number
  median: number | null
  min: number | null
  max: number | null
  spread: number | null
}

/** How many took part: voices, the ballots that they came on where those are fewer, and whose voices, if not people's. */
interface Turnout {
  voters: number
  ballots?: number
  by?: 'organisation'
}

/** How many dots each voter had, and how many at most for one line: totals are read by them. Older results have neither. */
interface DotTerms {
  budget?: number
  perItem?: number
}

/** What a closed ballot came to; the keys are ids of items, of choices, or `row×column` of a matrix. */
export type ZoneResult =
  | (Turnout & DotTerms & { kind: 'dots'; totals: Readonly<Record<string, number>> })
  | (Turnout & { kind: 'choice'; totals: Readonly<Record<string, number>> })
  | (Turnout & { kind: 'scores'; scores: Readonly<Record<string, ScoreSummary>> })

/** What of a result may be told, whatever was kept: scores of fewer people say less. */
function guardedResult(result: ZoneResult): ZoneResult {
  if (result.kind !== 'scores') return result
  const scores = Object.entries(result.scores).map(([key, score]) => [key, guardedScore(score)] as const)
  return { ...result, scores: Object.fromEntries(scores) }
}

/** The same of one line that was scored. */
export function guardedScore({ n, median, min, max, spread }: ScoreSummary): ScoreSummary {
  if (n < MIN_RESPONDENTS) return { n, median: null, min: null, max: null, spread: null }
  return n < MIN_RESPONDENTS_FOR_ENDS
    ? { n, median, min: null, max: null, spread }
    : { n, median, min, max, spread }
}

/** A ballot that people can cast now. `budget` and `perItem` are dots of one voter. */
export interface OpenBallot {
  id: string
  kind: 'dots' | 'choice' | 'scores'
  budget: number | null
  perItem: number | null
  /** Who votes, where it is not each person. */
  by?: 'organisation'
  /** All zones that it is about, where they are several: its dots are for all of them together. */
  zones?: readonly string[]
}

/** The result in a board's facts for a zone; null while there is none. */
export function readResult(facts: ReadonlyFacts, zoneId: string): ZoneResult | null {
  const value = facts.get(`${RESULT_PREFIX}${zoneId}`)
  // Only the server writes the facts.
  return isObject(value) ? guardedResult(value as unknown as ZoneResult) : null
}

/** The ballot that is open on a zone; null when there is none. */
export function readBallot(facts: ReadonlyFacts, zoneId: string): OpenBallot | null {
  const value = facts.get(`${BALLOT_PREFIX}${zoneId}`)
  // Only the server writes the facts.
  return isObject(value) ? (value as unknown as OpenBallot) : null
}

/** Whether a ballot is open on any zone of the board. */
export function isBallotOpen(facts: ListedFacts): boolean {
  for (const key of facts.keys()) if (key.startsWith(BALLOT_PREFIX)) return true
  return false
}

/** The facts of a board by their key: its Y.Map, or a plain map in a test. */
export interface ReadonlyFacts {
  get(key: string): unknown
}

/** The facts of a board where what matters is which there are. */
interface ListedFacts extends ReadonlyFacts {
  keys(): Iterable<string>
}

/** The key of one score of a matrix: what is scored, then by which criterion. */
export function matrixKey(rowId: string, columnId: string): string {
  return `${rowId}×${columnId}`
}
