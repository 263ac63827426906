import type { openBallotRequestSchema } from '@tablee/contract'
import type * as z from 'zod'
import type { BallotZone } from '../background/jobs.ts'
import type { Context } from '../context.ts'
import { isUniqueViolation } from '../db/unique-violation.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { readBallotZone } from './read-ballot-zone.ts'
import {
  type BallotRow,
  findBallot,
  findBallotsOfBoard,
  holdBallotsOfBoard,
  insertBallot,
  type NewBallot,
} from './store.ts'

/** Fewest dots that a person has unless whoever opens the ballot says otherwise. */
const MIN_BUDGET = 3

/** What a ballot is opened on: a zone, or several whose items share the dots of each person. */
interface BallotOrder extends Omit<z.output<typeof openBallotRequestSchema>, 'zoneId'> {
  zoneIds: readonly [string, ...string[]]
}

/**
 * Opens a ballot.
 * @throws {AppError} `ballot_zone_unknown`, `ballot_per_person`, `ballot_open`
 */
export async function openBallot(
  context: Pick<Context, 'db' | 'dialect' | 'rooms' | 'background' | 'now'>,
  boardId: string,
  { zoneIds, budget, perItem, voter }: BallotOrder,
): Promise<BallotRow> {
  const zones: BallotZone[] = []
  for (const zoneId of zoneIds) {
    const zone = await readBallotZone(context, { boardId, zoneId })
    if (zone === null) throw new AppError('ballot_zone_unknown')
    zones.push(zone)
  }
  const [zone] = zones
  // only dots are shared: a score or an answer belongs to the zone that asks for it
  if (!zone || (zones.length > 1 && zones.some(({ kind }) => kind !== 'dots')))
    throw new AppError('ballot_zone_unknown')
  if (voter === 'organisation' && zones.some(({ perRespondent }) => perRespondent))
    throw new AppError('ballot_per_person')
  const id = newId()
  const isDots = zone.kind === 'dots'
  const items = zones.reduce((sum, each) => sum + each.items, 0)
  const ballot: NewBallot = {
    id,
    boardId,
    zoneIds,
    kind: zone.kind,
    voter,
    budget: isDots ? (budget ?? suggestedBudget(items)) : null,
    perItem: isDots ? (perItem ?? null) : null,
    scale: zone.scale,
    keys: zone.isFixed ? zone.lines : null,
  }
  try {
    await context.db.transaction().execute(async (transaction) => {
      await holdBallotsOfBoard(transaction, context.dialect, boardId)
      const open = (await findBallotsOfBoard(transaction, boardId)).filter(({ state }) => state === 'open')
      if (open.some((each) => each.zoneIds.some((zoneId) => zoneIds.includes(zoneId))))
        throw new AppError('ballot_open')
      await insertBallot(transaction, ballot, context.now())
    })
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError('ballot_open')
    throw error
  }
  const kept = await findBallot(context.db, { boardId, id })
  if (!kept) throw new Error('a ballot that was just kept is gone')
  return kept
}

/** The square root of the number of items (Retrium's rule), and three at least. */
function suggestedBudget(items: number): number {
  return Math.max(MIN_BUDGET, Math.round(Math.sqrt(items)))
}
