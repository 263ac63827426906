import {
  type BallotTerms,
  ballotSchema,
  ballotTurnoutSchema,
  type Cast,
  closedBallotSchema,
  type openBallotRequestSchema,
  ownBallotSchema,
  type ProxyBallot,
  proxiesSchema,
} from '@tablee/contract'
import type * as z from 'zod'
import { command, read } from './request.ts'

const pathOf = (boardId: string, ballotId: string) => `/api/boards/${boardId}/ballots/${ballotId}`

/** Opens a ballot on a zone; everybody on the board learns of it through the board's facts. */
export const openBallot = (boardId: string, request: z.input<typeof openBallotRequestSchema>) =>
  command('POST', `/api/boards/${boardId}/ballots`, request, ballotSchema)
/** Changes the terms of a ballot, as long as nobody has given anything. */
export const changeTerms = (boardId: string, ballotId: string, terms: BallotTerms) =>
  command('PUT', `${pathOf(boardId, ballotId)}/terms`, terms, ballotSchema)
/** How many have given something so far, for who leads. */
export const readTurnout = (boardId: string, ballotId: string, signal: AbortSignal) =>
  read(`${pathOf(boardId, ballotId)}/turnout`, ballotTurnoutSchema, signal)
/** Closes a ballot; what it came to is written on the board. */
export const closeBallot = (boardId: string, ballotId: string) =>
  command('POST', `${pathOf(boardId, ballotId)}/close`, {}, closedBallotSchema)
/** A ballot with the reader's own choices. */
export const readOwnBallot = (boardId: string, ballotId: string, signal: AbortSignal) =>
  read(`${pathOf(boardId, ballotId)}/mine`, ownBallotSchema, signal)
/** Gives the whole of one's own ballot; it replaces what was given before, which is `known`. */
export const castBallot = (boardId: string, ballotId: string, votes: Cast, known: Cast) =>
  command('PUT', `${pathOf(boardId, ballotId)}/mine`, { votes, known }, ownBallotSchema)
/** The voices that were given for people without a device, for who leads. */
export const readProxies = (boardId: string, ballotId: string, signal: AbortSignal) =>
  read(`${pathOf(boardId, ballotId)}/proxies`, proxiesSchema, signal)
/** Gives voices for people without a device, in the place of those under the same id. */
export const putProxy = (boardId: string, ballotId: string, { id, ...proxy }: ProxyBallot) =>
  command('PUT', `${pathOf(boardId, ballotId)}/proxies/${id}`, proxy, proxiesSchema)
/** Takes such voices back. */
export const removeProxy = (boardId: string, ballotId: string, proxyId: string) =>
  command('DELETE', `${pathOf(boardId, ballotId)}/proxies/${proxyId}`, {}, proxiesSchema)
