import type { openBallotRequestSchema } from '@tablee/contract'
import type * as z from 'zod'
import type { Context } from '../context.ts'
import { isUniqueViolation } from '../db/unique-violation.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { readBallotZone } from './read-ballot-zone.ts'
import { type BallotRow, findBallot, insertBallot } from './store.ts'

/** Fewest dots that a person has unless whoever opens the ballot says otherwise. */
const MIN_BUDGET = 3

/**
 * Opens a ballot on a zone.
 * @throws {AppError} `ballot_zone_unknown`, `ballot_open`
 */
export async function openBallot(
  context: Pick<Context, 'db' | 'rooms' | 'background' | 'now'>,
  boardId: string,
  { zoneId, budget, perItem, voter }: z.output<typeof openBallotRequestSchema>,
): Promise<BallotRow> {
  const zone = await readBallotZone(context, { boardId, zoneId })
  if (zone === null) throw new AppError('ballot_zone_unknown')
  const id = newId()
  const isDots = zone.kind === 'dots'
  try {
    await insertBallot(
      context.db,
      {
        id,
        boardId,
        zoneId,
        kind: zone.kind,
        voter,
        budget: isDots ? (budget ?? suggestedBudget(zone.items)) : null,
        perItem: isDots ? (perItem ?? null) : null,
        scale: zone.scale,
        keys: zone.isFixed ? zone.lines : null,
      },
      context.now(),
    )
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError('ballot_open')
    throw error
  }
  const ballot = await findBallot(context.db, { boardId, id })
  if (!ballot) throw new Error('a ballot that was just kept is gone')
  return ballot
}

/** The square root of the number of items (Retrium's rule), and three at least. */
function suggestedBudget(items: number): number {
  return Math.max(MIN_BUDGET, Math.round(Math.sqrt(items)))
}
