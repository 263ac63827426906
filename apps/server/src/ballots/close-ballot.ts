import type { ZoneResult } from '@tablee/board'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { countBallot } from './count-ballot.ts'
import { readBallotZone } from './read-ballot-zone.ts'
import { type BallotRow, findCasts, keepResults, markClosed } from './store.ts'

/**
 * Closes a ballot and counts it, in one transaction: what was kept before counts, and nothing is kept afterwards. Of a
 * ballot about several zones each zone is told its own lines, and how many took part in all.
 * @returns what it came to, all zones together
 * @throws {AppError} `ballot_closed`
 */
export async function closeBallot(
  context: Pick<Context, 'db' | 'rooms' | 'background' | 'now'>,
  ballot: BallotRow,
): Promise<ZoneResult> {
  if (ballot.state === 'closed') throw new AppError('ballot_closed')
  const { id, boardId, zoneIds } = ballot
  const linesOf = new Map<string, readonly string[]>()
  for (const zoneId of zoneIds) {
    const zone = await readBallotZone(context, { boardId, zoneId })
    linesOf.set(zoneId, ballot.keys ?? zone?.lines ?? [])
  }
  return context.db.transaction().execute(async (transaction) => {
    if (!(await markClosed(transaction, id, context.now()))) throw new AppError('ballot_closed')
    const result = countBallot(
      ballot,
      await findCasts(transaction, id),
      new Set([...linesOf.values()].flat()),
    )
    const results = Object.fromEntries(
      [...linesOf].map(([zoneId, lines]) => [zoneId, zoneIds.length > 1 ? withLines(result, lines) : result]),
    )
    await keepResults(transaction, ballot, results)
    return result
  })
}

/** The part of a result that these lines have. */
function withLines(result: ZoneResult, lines: readonly string[]): ZoneResult {
  const kept = new Set(lines)
  const only = <Value>(of: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(of).filter(([key]) => kept.has(key)))
  return result.kind === 'scores'
    ? { ...result, scores: only(result.scores) }
    : { ...result, totals: only(result.totals) }
}
