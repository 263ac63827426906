import {
  BALLOT_PREFIX,
  equalValues,
  metaRoot,
  type OpenBallot,
  RESULT_PREFIX,
  type ZoneResult,
} from '@tablee/board'
import type { FastifyBaseLogger } from 'fastify'
import type { Kysely } from 'kysely'
import type * as Y from 'yjs'
import { type BoardTeller, startBoardTeller, type WriteOnBoard } from '../boards/tell-boards.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { type BallotRow, findBallotsOfBoard, findUntoldBoards, markTold } from './store.ts'

/**
 * Brings a board's facts to what its ballots are: the database is right, the board is told. What was told already is
 * not written again, so it may run at any time and on any process.
 */
export async function tellBallots(db: Kysely<Database>, boardId: string, write: WriteOnBoard): Promise<void> {
  const ballots = await findBallotsOfBoard(db, boardId)
  const untold = ballots.filter(({ revision, toldRevision }) => toldRevision < revision)
  if (untold.length === 0) return
  const zones = new Set(untold.flatMap(({ zoneIds }) => zoneIds))
  await write((doc) => {
    for (const zoneId of zones)
      tellZone(
        doc,
        zoneId,
        ballots.filter(({ zoneIds }) => zoneIds.includes(zoneId)),
      )
  })
  await markTold(db, untold)
}

/** `ballots` are those of the zone, oldest first. */
function tellZone(doc: Y.Doc, zoneId: string, ballots: readonly BallotRow[]): void {
  const facts = metaRoot(doc)
  const say = (key: string, value: OpenBallot | ZoneResult | undefined) => {
    if (value === undefined) {
      if (facts.has(key)) facts.delete(key)
    } else if (!equalValues(facts.get(key), value)) facts.set(key, value)
  }
  const open = ballots.find(({ state }) => state === 'open')
  say(
    `${BALLOT_PREFIX}${zoneId}`,
    open && {
      id: open.id,
      kind: open.kind,
      budget: open.budget,
      perItem: open.perItem,
      ...(open.voter === 'organisation' ? { by: 'organisation' as const } : {}),
      ...(open.zoneIds.length > 1 ? { zones: open.zoneIds } : {}),
    },
  )
  // What an earlier ballot came to stays until a later one has come to something.
  const last = ballots.findLast(({ results }) => results !== null)?.results?.[zoneId]
  if (last) say(`${RESULT_PREFIX}${zoneId}`, last)
}

/** Tells the boards what became of their ballots, whoever closed them and whatever broke in between. */
export type BallotFacts = BoardTeller

/** Starts to look for boards that do not know yet. */
export function startBallotFacts(
  { db, rooms }: Pick<Context, 'db' | 'rooms'>,
  logger: FastifyBaseLogger,
): BallotFacts {
  return startBoardTeller({ rooms }, logger, {
    what: 'ballots',
    findUntold: () => findUntoldBoards(db),
    tell: (boardId, write) => tellBallots(db, boardId, write),
  })
}
