import type { BoardAuthor } from '@tablee/board'
import type { CloseReason, PeerOptions } from '@tablee/sync'
import type { FastifyRequest } from 'fastify'

/** Somebody who may enter a board, and as what. */
export type Admission = Pick<
  PeerOptions<BoardAuthor>,
  'authorId' | 'author' | 'access' | 'identity' | 'watches' | 'guest'
>

/** Who asks: her session's cookie. */
export type Visitor = Pick<FastifyRequest, 'headers'>

/** Somebody whose socket is opened and closed again: only a close code says why to a browser. */
export interface Barred {
  readonly barred: CloseReason
}

/**
 * Decides who enters a board; null for a board that she may not know of. Asked when a socket opens, and while it is open.
 * `known` is called as soon as it is known who asks, before the board is looked at; what it throws ends the question.
 */
export type Admit = (
  visitor: Visitor,
  boardId: string,
  known?: (personId: string) => void,
) => Promise<Admission | Barred | null>
