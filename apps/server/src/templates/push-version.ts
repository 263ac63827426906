import { allows, type Membership } from '@tablee/contract'
import type { Template } from '@tablee/templates'
import type { FastifyBaseLogger } from 'fastify'
import { type BoardRow, findBoardsOfTemplate } from '../boards/store.ts'
import { placeOfBoard } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { type BoardUpdate, boardUpdate } from './board-update.ts'
import { takeVersion } from './take-version.ts'

/** Boards that are changed at the same time. */
const AT_ONCE = 8

/** A board of a method and what stands between it and the newest version. */
export interface BoardOfTemplate {
  readonly board: BoardRow
  readonly update: BoardUpdate
}

/** The boards made from a method that somebody may change. */
export async function boardsOfTemplate(
  context: Pick<Context, 'db' | 'rooms'>,
  newest: Template,
  memberships: readonly Membership[],
): Promise<BoardOfTemplate[]> {
  const found: BoardOfTemplate[] = []
  for (const board of await findBoardsOfTemplate(context.db, newest.id)) {
    const place = await placeOfBoard(context.db, board.id)
    if (!place || !allows('board.manage', memberships, place)) continue
    found.push({ board, update: (await boardUpdate(context, board, newest)).update })
  }
  return found
}

/** How a push ended, board by board. */
export interface Push {
  readonly updated: string[]
  /** Tried in vain; trying again does no harm. */
  readonly failed: string[]
  /** Keep their version: more than words differ, or they are archived. */
  readonly left: number
}

/** Corrects the words of every open board that somebody may change; several at a time. */
export async function pushVersion(
  context: Context,
  newest: Template,
  memberships: readonly Membership[],
  logger: Pick<FastifyBaseLogger, 'warn'>,
): Promise<Push> {
  const boards = await boardsOfTemplate(context, newest, memberships)
  const waiting = boards.filter(({ update }) => update === 'texts').map(({ board }) => board.id)
  const left = boards.filter(({ update }) => update !== 'texts' && update !== 'none').length
  const push: Push = { updated: [], failed: [], left }
  const work = async () => {
    for (let boardId = waiting.shift(); boardId !== undefined; boardId = waiting.shift()) {
      try {
        const taken = await takeVersion(context, { boardId, version: newest.version })
        push[taken === 'taken' ? 'updated' : 'failed'].push(boardId)
      } catch (err) {
        logger.warn({ err, boardId }, 'board could not take a correction')
        push.failed.push(boardId)
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return push
}
