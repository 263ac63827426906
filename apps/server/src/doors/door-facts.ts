import { DOOR_FACT, type DoorFact, equalValues, metaRoot } from '@tablee/board'
import type { FastifyBaseLogger } from 'fastify'
import { type BoardTeller, startBoardTeller, type WriteOnBoard } from '../boards/tell-boards.ts'
import type { Context } from '../context.ts'
import { countWaiting, findDoorToTell, findUntoldDoors, markDoorTold } from './store.ts'

/** How long somebody counts as waiting after she last knocked, in ms: her page knocks every few seconds. */
const WAITS_MS = 20_000

/** The moment since which somebody must have knocked to be waiting still. */
export function waitingSince(nowMs: number): string {
  return new Date(nowMs - WAITS_MS).toISOString()
}

/** Brings a board's facts to how its door stands; what was told already is not written again. */
export async function tellDoor(
  { db, now }: Pick<Context, 'db' | 'now'>,
  boardId: string,
  write: WriteOnBoard,
): Promise<void> {
  const door = await findDoorToTell(db, boardId)
  if (!door) return
  const { doorId, locked, revision } = door
  const fact: DoorFact = { locked, waiting: await countWaiting(db, doorId, waitingSince(now())), revision }
  await write((doc) => {
    const facts = metaRoot(doc)
    if (!equalValues(facts.get(DOOR_FACT), fact)) facts.set(DOOR_FACT, fact)
  })
  await markDoorTold(db, boardId, revision)
}

/** Tells boards how their doors stand, whatever breaks in between. */
export type DoorFacts = BoardTeller

/** Starts to look for boards that do not know yet. */
export function startDoorFacts(
  context: Pick<Context, 'db' | 'rooms' | 'now'>,
  logger: FastifyBaseLogger,
): DoorFacts {
  return startBoardTeller(context, logger, {
    what: 'doors',
    findUntold: () => findUntoldDoors(context.db),
    tell: (boardId, write) => tellDoor(context, boardId, write),
  })
}
