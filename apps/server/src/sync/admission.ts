import type { BoardAuthor } from '@tablee/board'
import type { PeerOptions } from '@tablee/sync'
import type { FastifyRequest } from 'fastify'

/** Somebody who may enter a board, and as what. */
export type Admission = Pick<PeerOptions<BoardAuthor>, 'authorId' | 'author' | 'access' | 'identity'>

/** Decides who enters a board; null for a board that she may not know of. Asked once, when a socket opens. */
export type Admit = (request: FastifyRequest, boardId: string) => Promise<Admission | null>
