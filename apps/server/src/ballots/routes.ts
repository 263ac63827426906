import {
  allows,
  type Ballot,
  ballotParamsSchema,
  ballotSchema,
  ballotTermsRequestSchema,
  ballotTurnoutSchema,
  castRequestSchema,
  closedBallotSchema,
  idParamsSchema,
  type OwnBallot,
  openBallotRequestSchema,
  ownBallotSchema,
  type Place,
  proxiesSchema,
  proxyParamsSchema,
  proxyRequestSchema,
  reaches,
} from '@tablee/contract'
import type { FastifyRequest } from 'fastify'
import type { SignedIn } from '../accounts/session.ts'
import type { App } from '../app.ts'
import { boardRole, canView } from '../boards/rules.ts'
import { type BoardRow, findBoard } from '../boards/store.ts'
import { placeOfBoard } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { requirePassage } from '../doors/pass-door.ts'
import { AppError, notFound } from '../errors.ts'
import { requireVotingStep } from '../script/require-step.ts'
import { findGuestOrganisation } from '../workshops/place-store.ts'
import { castFault } from './cast-fault.ts'
import { closeBallot } from './close-ballot.ts'
import { openBallot } from './open-ballot.ts'
import { putProxy, readProxies, removeProxy } from './proxies.ts'
import { readBallotZone } from './read-ballot-zone.ts'
import { organisationRespondent, respondentOf } from './respondent.ts'
import { type BallotRow, changeTerms, countVoices, findBallot, findCast, putCast } from './store.ts'

/** Ballots: opened and closed by who leads the workshop, cast by who may write. Nothing says who voted, nor what. */
export function registerBallots(app: App, context: Context): void {
  const { db, dialect, sessions, ballotFacts } = context

  app.post(
    '/api/boards/:id/ballots',
    { schema: { params: idParamsSchema, body: openBallotRequestSchema, response: { 201: ballotSchema } } },
    async (request, reply) => {
      const { board } = await requireRunner(request, request.params.id)
      const { zoneId, ...asked } = request.body
      const ballot = await openBallot(context, board.id, { ...asked, zoneIds: [zoneId] })
      request.log.info({ boardId: board.id, ballotId: ballot.id, zoneId: ballot.zoneId }, 'ballot opened')
      await ballotFacts.tell(board.id)
      return reply.code(201).send(presentBallot(ballot))
    },
  )

  app.put(
    '/api/boards/:id/ballots/:ballotId/terms',
    {
      schema: {
        params: ballotParamsSchema,
        body: ballotTermsRequestSchema,
        response: { 200: ballotSchema },
      },
    },
    async (request) => {
      const { board } = await requireRunner(request, request.params.id)
      const ballot = await requireBallot(request.params)
      const { budget = ballot.budget, perItem = ballot.perItem, voter = ballot.voter } = request.body
      if (ballot.state === 'closed') throw new AppError('ballot_closed')
      // an answer or a score has no dots
      if (ballot.kind !== 'dots' && (budget !== null || perItem !== null))
        throw new AppError('request_invalid')
      if (voter === 'organisation' && voter !== ballot.voter) await requireForOrganisations(ballot)
      const terms = { budget, perItem, voter }
      const isChanged = await db
        .transaction()
        .execute((transaction) => changeTerms(transaction, dialect, { id: ballot.id, ...terms }))
      if (!isChanged) throw new AppError('ballot_begun')
      await ballotFacts.tell(board.id)
      return presentBallot({ ...ballot, ...terms })
    },
  )

  app.get(
    '/api/boards/:id/ballots/:ballotId/turnout',
    { schema: { params: ballotParamsSchema, response: { 200: ballotTurnoutSchema } } },
    async (request) => {
      await requireRunner(request, request.params.id)
      const { id, voter } = await requireBallot(request.params)
      return { voices: await countVoices(db, id), voter }
    },
  )

  app.get(
    '/api/boards/:id/ballots/:ballotId/mine',
    { schema: { params: ballotParamsSchema, response: { 200: ownBallotSchema } } },
    async (request) => {
      const seen = await requireVisible(request, request.params.id)
      return presentOwn(await requireBallot(request.params), seen)
    },
  )

  app.put(
    '/api/boards/:id/ballots/:ballotId/mine',
    { schema: { params: ballotParamsSchema, body: castRequestSchema, response: { 200: ownBallotSchema } } },
    async (request) => {
      const seen = await requireVisible(request, request.params.id)
      const { board, place, signedIn } = seen
      const ballot = await requireBallot(request.params)
      if (board.status === 'archived') throw new AppError('board_archived')
      if (boardRole(signedIn.memberships, place, board.status) === 'viewer') throw new AppError('forbidden')
      if (ballot.state === 'closed') throw new AppError('ballot_closed')
      await requireVotingStep(context, {
        board,
        leads: allows('script.run', signedIn.memberships, place),
      })
      const { votes, known = {} } = request.body
      const respondent = await voterOf(db, ballot, seen)
      if (respondent === null) throw new AppError('ballot_of_organisations')
      const cast = {
        ballotId: ballot.id,
        respondent,
        votes,
        known: ballot.voter === 'organisation' ? known : undefined,
      }
      const outcome = await db.transaction().execute(async (transaction) => {
        const kept = await putCast(transaction, dialect, cast)
        // as it stands while nobody can change it: how many dots each has may have been another number a moment ago
        const held = (await findBallot(transaction, { boardId: board.id, id: ballot.id })) ?? ballot
        // for somebody else, then: what each person gave is now her organisation's, or the other way round
        if (held.voter !== ballot.voter) throw new AppError('ballot_overtaken')
        const fault = castFault(held, votes)
        if (fault) throw new AppError(fault.code, fault.details ? { details: fault.details } : {})
        return kept
      })
      if (outcome !== 'kept') throw new AppError(outcome === 'closed' ? 'ballot_closed' : 'ballot_overtaken')
      return { ballot: presentBallot(ballot), votes }
    },
  )

  app.get(
    '/api/boards/:id/ballots/:ballotId/proxies',
    { schema: { params: ballotParamsSchema, response: { 200: proxiesSchema } } },
    async (request) => {
      await requireRunner(request, request.params.id)
      const ballot = await requireBallot(request.params)
      return { proxies: await readProxies(context, ballot.id) }
    },
  )

  app.put(
    '/api/boards/:id/ballots/:ballotId/proxies/:proxyId',
    { schema: { params: proxyParamsSchema, body: proxyRequestSchema, response: { 200: proxiesSchema } } },
    async (request) => {
      await requireRunner(request, request.params.id)
      const ballot = await requireBallot(request.params)
      await putProxy(context, ballot, { id: request.params.proxyId, ...request.body })
      return { proxies: await readProxies(context, ballot.id) }
    },
  )

  app.delete(
    '/api/boards/:id/ballots/:ballotId/proxies/:proxyId',
    { schema: { params: proxyParamsSchema, response: { 200: proxiesSchema } } },
    async (request) => {
      await requireRunner(request, request.params.id)
      const ballot = await requireBallot(request.params)
      await removeProxy(context, ballot, request.params.proxyId)
      return { proxies: await readProxies(context, ballot.id) }
    },
  )

  app.post(
    '/api/boards/:id/ballots/:ballotId/close',
    { schema: { params: ballotParamsSchema, response: { 200: closedBallotSchema } } },
    async (request) => {
      const { board } = await requireRunner(request, request.params.id)
      const ballot = await requireBallot(request.params)
      const result = await closeBallot(context, ballot)
      request.log.info({ boardId: board.id, ballotId: ballot.id, voters: result.voters }, 'ballot closed')
      await ballotFacts.tell(board.id)
      return { ballot: { ...presentBallot(ballot), state: 'closed' as const }, result }
    },
  )

  async function requireVisible(request: FastifyRequest, boardId: string) {
    const signedIn = await sessions.require(request)
    const board = await findBoard(db, boardId)
    const place = board && (await placeOfBoard(db, boardId))
    if (!place || !canView(signedIn.memberships, place)) throw notFound()
    await requirePassage(db, signedIn, place)
    return { signedIn, board, place }
  }

  async function requireRunner(request: FastifyRequest, boardId: string) {
    const seen = await requireVisible(request, boardId)
    if (!allows('ballot.run', seen.signedIn.memberships, seen.place)) throw new AppError('forbidden')
    if (seen.board.status === 'archived') throw new AppError('board_archived')
    return seen
  }

  async function requireBallot({ id, ballotId }: { id: string; ballotId: string }): Promise<BallotRow> {
    const ballot = await findBallot(db, { boardId: id, id: ballotId })
    if (!ballot) throw notFound()
    return ballot
  }

  /** @throws {AppError} `ballot_per_person` where each person answers for herself */
  async function requireForOrganisations({ boardId, zoneIds }: BallotRow): Promise<void> {
    for (const zoneId of zoneIds) {
      const zone = await readBallotZone(context, { boardId, zoneId })
      if (zone?.perRespondent) throw new AppError('ballot_per_person')
    }
  }

  async function presentOwn(ballot: BallotRow, seen: Seen): Promise<OwnBallot> {
    const voter = await voterOf(db, ballot, seen)
    const votes = voter === null ? null : await findCast(db, ballot.id, voter)
    return { ballot: presentBallot(ballot), votes: votes ?? {} }
  }
}

/** Somebody who sees a board. */
interface Seen {
  board: BoardRow
  place: Place
  signedIn: SignedIn
}

/**
 * Who stands for a person in a ballot; null for who is in no organisation where each of them has one. Whoever is in
 * several gives the ballot of one, always the same; a guest of a workshop gives that of the organisation she came for.
 */
async function voterOf(
  db: Context['db'],
  ballot: BallotRow,
  { board, place, signedIn }: Seen,
): Promise<string | null> {
  if (ballot.voter === 'person') return respondentOf(board.actorKey, ballot.id, signedIn.person.id)
  const [own] = signedIn.memberships
    .filter((held) => held.scopeKind === 'organisation' && reaches(held, place))
    .map(({ scopeId }) => scopeId)
    .sort()
  const organisationId =
    own ?? (await findGuestOrganisation(db, { boardId: board.id, personId: signedIn.person.id }))
  return organisationId === null ? null : organisationRespondent(board.actorKey, ballot.id, organisationId)
}

function presentBallot(ballot: BallotRow): Ballot {
  const { id, zoneId, zoneIds, kind, state, voter, budget, perItem, scale } = ballot
  return { id, zoneId, zoneIds: [...zoneIds], kind, state, voter, budget, perItem, scale }
}
