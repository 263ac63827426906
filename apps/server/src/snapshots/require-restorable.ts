import { allows } from '@tablee/contract'
import type { FastifyRequest } from 'fastify'
import { type BoardRow, findBoard } from '../boards/store.ts'
import { placeOfBoard } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { requirePassage } from '../doors/pass-door.ts'
import { AppError, notFound } from '../errors.ts'
import { canViewSnapshot } from './rules.ts'
import { findSnapshotHead, type SnapshotHead } from './store.ts'

/** A snapshot from which somebody may put things back on its board. */
export interface Restorable {
  head: SnapshotHead
  board: BoardRow
  personId: string
}

/**
 * Requires that the asking person manages the board of a snapshot.
 * @throws {AppError} `not_found`, `forbidden`, `board_archived`
 */
export async function requireRestorable(
  { db, sessions }: Pick<Context, 'db' | 'sessions'>,
  request: FastifyRequest,
  snapshotId: string,
): Promise<Restorable> {
  const { memberships, person } = await sessions.require(request)
  const head = await findSnapshotHead(db, snapshotId)
  const place = head && (await placeOfBoard(db, head.board_id))
  if (!place || !canViewSnapshot(memberships, place, head)) throw notFound()
  await requirePassage(db, { person, memberships }, place)
  if (!allows('board.manage', memberships, place)) throw new AppError('forbidden')
  const board = await findBoard(db, head.board_id)
  if (!board) throw notFound()
  if (board.status === 'archived') throw new AppError('board_archived')
  return { head, board, personId: person.id }
}
