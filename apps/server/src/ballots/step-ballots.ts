import {
  type BoardContent,
  ballotKind,
  ballotLines,
  metaRoot,
  methodOf,
  readContent,
  type ZoneDefinition,
} from '@tablee/board'
import { decodeBoard } from '@tablee/board/edit'
import { currentStep, readScript, type ScriptStep } from '@tablee/board/script'
import * as z from 'zod'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { type BoardOrderKind, giveOrder } from '../nodes/board-orders.ts'
import { BALLOTS_ORDER } from './ballots-order.ts'
import { openBallot } from './open-ballot.ts'
import { findZonesOpenedSince } from './store.ts'

/** Zones of which one step votes at most: a method has one or two, and four where it weighs all that was said. */
const STEP_ZONES_VOTED_MAX = 4

/** A ballot that belongs to a step: on one zone, or on several whose dots are for all of them together. */
export interface StepBallot {
  zoneIds: string[]
  /** Dots of each person; null for as many as there are things to vote on suggest. */
  budget: number | null
}

/**
 * The ballots of a step, as the board stands: of a vote those of the zones that it names, or of all, and its dots are for
 * all of them together; of another step those that it names and that are there only to be scored or voted on. A zone
 * without lines has nothing to vote on.
 */
export function ballotsOfStep(
  step: Pick<ScriptStep, 'mode' | 'zones' | 'dots'>,
  { zones }: Pick<BoardContent, 'zones'>,
): StepBallot[] {
  const isVote = step.mode === 'vote'
  const voted = zones
    .filter(({ zone, area }) => {
      if (area === null || ballotKind(zone) === null) return false
      if (isVote) return step.zones.length === 0 || step.zones.includes(zone.id)
      return (zone.kind === 'vote' || zone.kind === 'score') && step.zones.includes(zone.id)
    })
    .filter(({ zone }) => ballotLines({ zones, unplaced: [], links: [] }, zone.id, 'fr').length > 0)
    .slice(0, STEP_ZONES_VOTED_MAX)
  const isShared = (zone: ZoneDefinition) => isVote && ballotKind(zone) === 'dots'
  const shared = voted.filter(({ zone }) => isShared(zone)).map(({ zone }) => zone.id)
  return [
    ...(shared.length > 0 ? [{ zoneIds: shared, budget: step.dots ?? null }] : []),
    ...voted.filter(({ zone }) => !isShared(zone)).map(({ zone }) => ({ zoneIds: [zone.id], budget: null })),
  ]
}

const ballotsOfStepSchema = z
  .object({
    ballots: z.array(z.object({ zoneIds: z.array(z.string()), budget: z.number().nullable() })),
    beganAtMs: z.number(),
  })
  .nullable()

/** Asks where a board is held which votes belong to its current step, and since when it runs; null for none. */
export const STEP_BALLOTS_ORDER: BoardOrderKind<{ boardId: string }, z.infer<typeof ballotsOfStepSchema>> = {
  name: 'stepBallots',
  order: z.object({ boardId: z.string() }),
  answer: ballotsOfStepSchema,
  carryOut: ({ rooms }, { boardId }) =>
    rooms.edit(boardId, (doc) => {
      const facts = metaRoot(doc)
      const method = methodOf(doc)
      const script = readScript(facts)
      const step = currentStep(script)
      if (!method || !step || script.state.phase !== 'running') return null
      const content = readContent({ records: decodeBoard(doc), method, facts, lang: 'fr' })
      const ballots = ballotsOfStep(step, content)
      return ballots.length > 0 ? { ballots, beganAtMs: script.state.beganAtMs } : null
    }),
}

/**
 * Opens the ballots of the step that just began, once per run of a step: one that was opened since it began stays what it
 * is, also when who leads has closed it already. Asking again changes nothing.
 */
export async function openForStep(context: Context, boardId: string): Promise<void> {
  const asked = await giveOrder(context, STEP_BALLOTS_ORDER, { boardId })
  if (!asked) return
  const opened = await findZonesOpenedSince(context.db, boardId, asked.beganAtMs)
  for (const { zoneIds, budget } of asked.ballots) {
    const [first, ...others] = zoneIds.filter((id) => !opened.has(id))
    if (first === undefined) continue
    try {
      await openBallot(context, boardId, {
        zoneIds: [first, ...others],
        voter: 'person',
        ...(budget === null ? {} : { budget }),
      })
    } catch (error) {
      // somebody opened it at the same moment, or took the zone off the board
      if (!(error instanceof AppError)) throw error
    }
  }
  await giveOrder(context, BALLOTS_ORDER, { boardId })
}
