import type { ZoneResult } from '@tablee/board'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { countBallot } from './count-ballot.ts'
import { readBallotZone } from './read-ballot-zone.ts'
import { type BallotRow, findCasts, keepResult, markClosed } from './store.ts'

/**
 * Closes a ballot and counts it, in one transaction: what was kept before counts, and nothing is kept afterwards.
 * @throws {AppError} `ballot_closed`
 */
export async function closeBallot(
  context: Pick<Context, 'db' | 'rooms' | 'background' | 'now'>,
  ballot: BallotRow,
): Promise<ZoneResult> {
  if (ballot.state === 'closed') throw new AppError('ballot_closed')
  const zone = await readBallotZone(context, ballot)
  const lines = new Set(ballot.keys ?? zone?.lines ?? [])
  return context.db.transaction().execute(async (transaction) => {
    if (!(await markClosed(transaction, ballot.id, context.now()))) throw new AppError('ballot_closed')
    const result = countBallot(ballot, await findCasts(transaction, ballot.id), lines)
    await keepResult(transaction, ballot.id, result)
    return result
  })
}
