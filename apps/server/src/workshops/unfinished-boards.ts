import { metaRoot, methodOf } from '@tablee/board'
import { readScript } from '@tablee/board/script'
import type { WorkshopUnfinished } from '@tablee/contract'
import type { Kysely } from 'kysely'
import * as z from 'zod'
import { findOpenBallots } from '../ballots/store.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { type BoardOrderKind, giveOrder } from '../nodes/board-orders.ts'
import { countNotes } from '../private-writing/note-store.ts'
import { findCurtains } from '../private-writing/store.ts'
import type { WorkshopBoardRow } from './store.ts'

/** What is still going on on a board when its session is to be closed. */
export type UnfinishedBoard = WorkshopUnfinished['boards'][number]

const labelSchema = z.object({ fr: z.string(), nl: z.string(), en: z.string() })
const underWaySchema = z.object({ stepId: z.string().nullable(), zones: z.record(z.string(), labelSchema) })

/** Asks where a board is held at which step it is, and what its zones are called. Changes nothing. */
export const UNDER_WAY_ORDER: BoardOrderKind<{ boardId: string }, z.infer<typeof underWaySchema>> = {
  name: 'underWay',
  order: z.object({ boardId: z.string() }),
  answer: underWaySchema,
  carryOut: ({ rooms }, { boardId }) =>
    rooms.edit(boardId, (doc) => {
      const { state } = readScript(metaRoot(doc))
      return {
        stepId: state.phase === 'running' ? state.stepId : null,
        zones: Object.fromEntries((methodOf(doc)?.zones ?? []).map(({ id, label }) => [id, label])),
      }
    }),
}

/**
 * The boards on which something is still hidden, voted on or under way, in their order. Of anonymous notes only the
 * number that everybody was told: a fresher one would say when somebody wrote (A7).
 */
export async function findUnfinished(
  context: Context,
  boards: readonly WorkshopBoardRow[],
): Promise<UnfinishedBoard[]> {
  const all = await Promise.all(boards.map((board) => lookAt(context, board)))
  return all.filter(({ curtains, ballots, isRunning }) => curtains.length + ballots.length > 0 || isRunning)
}

/** Whether something of this board would be missing in the pack: a script that runs is simply over. */
export function holdsBack({ curtains, ballots }: UnfinishedBoard): boolean {
  return curtains.length + ballots.length > 0
}

async function lookAt(context: Context, { board_id, title }: WorkshopBoardRow): Promise<UnfinishedBoard> {
  const { db } = context
  const { stepId, zones } = await giveOrder(context, UNDER_WAY_ORDER, { boardId: board_id })
  const ballots = await findOpenBallots(db, board_id)
  return {
    boardId: board_id,
    title,
    curtains: await hangingOn(db, board_id),
    ballots: ballots.map(({ zoneId, voters }) => ({
      zone: zones[zoneId] ?? { fr: zoneId, nl: zoneId, en: zoneId },
      voters,
    })),
    isRunning: stepId !== null,
  }
}

/** The curtains behind which something may be: of a named one that is known, of an anonymous one it is nobody's to know. */
async function hangingOn(db: Kysely<Database>, boardId: string): Promise<UnfinishedBoard['curtains']> {
  const found: UnfinishedBoard['curtains'] = []
  for (const { id, zone, anonymous, state, hiddenTold } of await findCurtains(db, boardId)) {
    if (state === 'lifted') continue
    const notes = anonymous ? hiddenTold : await countNotes(db, id)
    if (anonymous || notes > 0)
      found.push({ zone: zone.label, anonymous, notes, isReading: state === 'reading' })
  }
  return found
}
