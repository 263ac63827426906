import type { BoardRole } from '@tablee/board'
import { allows, type Membership } from '@tablee/contract'
import type { FastifyRequest } from 'fastify'
import { placeOfBoard } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { requirePassage } from '../doors/pass-door.ts'
import { AppError, notFound } from '../errors.ts'
import { actorOn } from './actor.ts'
import { boardRole } from './rules.ts'
import { type BoardRow, findBoard } from './store.ts'

/** A board as the person who asks sees it. */
export interface SeenBoard {
  board: BoardRow
  role: BoardRole
  /** Who she is on it. */
  actorId: string
  /** She leads the workshop (the right `script.run`): what a step lets participants do does not bind her. */
  leads: boolean
  personId: string
  memberships: readonly Membership[]
}

/**
 * The board that a request names.
 * @throws {AppError} `not_found` when the person may not see it, or there is none; `door_locked`, `door_refused` or
 * `door_removed` when its door is closed to her.
 */
export async function requireVisibleBoard(
  { db, sessions }: Pick<Context, 'db' | 'sessions'>,
  request: FastifyRequest,
  boardId: string,
): Promise<SeenBoard> {
  const { person, memberships } = await sessions.require(request)
  const board = await findBoard(db, boardId)
  const place = board && (await placeOfBoard(db, boardId))
  const role = place && boardRole(memberships, place, board.status)
  if (!board || !role) throw notFound()
  const { actorId } = actorOn(board.actorKey, boardId, person.id)
  const leads = allows('script.run', memberships, place)
  await requirePassage(db, { person, memberships }, place)
  return { board, role, memberships, actorId, personId: person.id, leads }
}

/**
 * The same, when she may also write on it now.
 * @throws {AppError} `board_archived` or `forbidden` when she may only read.
 */
export async function requireWritableBoard(
  context: Pick<Context, 'db' | 'sessions'>,
  request: FastifyRequest,
  boardId: string,
): Promise<SeenBoard> {
  const seen = await requireVisibleBoard(context, request, boardId)
  if (seen.board.status === 'archived') throw new AppError('board_archived')
  if (seen.role === 'viewer') throw new AppError('forbidden')
  return seen
}
