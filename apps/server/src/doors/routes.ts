import {
  allows,
  answerDoorRequestSchema,
  changeDoorRequestSchema,
  doorSchema,
  idParamsSchema,
  type Knock,
  knockSchema,
  removePersonRequestSchema,
} from '@tablee/contract'
import type { FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { ATTENTION_ORDER } from '../attention/attention-order.ts'
import { requireVisibleBoard } from '../boards/require-board.ts'
import { canView } from '../boards/rules.ts'
import type { BoardRow } from '../boards/store.ts'
import { findMemberships } from '../cohorts/membership-store.ts'
import { placeOfBoard } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { waitingSince } from './door-facts.ts'
import { type Barred, barredAt } from './pass-door.ts'
import { findAtDoor, presentDoor } from './present-door.ts'
import {
  boardsBehind,
  doorIdOf,
  findPass,
  forgetWaiting,
  putDoor,
  putDoorBoards,
  putPass,
  putPassUnlessShut,
  touchDoor,
} from './store.ts'

const KNOCKED: Readonly<Record<Barred, Knock['state']>> = {
  door_locked: 'waiting',
  door_refused: 'refused',
  door_removed: 'removed',
}

/** The door of a board, or of all boards of a workshop: locked, answered, and the way out for who disturbs. */
export function registerDoors(app: App, context: Context): void {
  const { db, sessions, kicks, doorFacts, now } = context

  app.post(
    '/api/boards/:id/knock',
    { schema: { params: idParamsSchema, response: { 200: knockSchema } } },
    async (request) => {
      const { person, memberships } = await sessions.require(request)
      const boardId = request.params.id
      const place = await placeOfBoard(db, boardId)
      if (!place || !canView(memberships, place)) throw notFound()
      const leads = allows('script.run', memberships, place)
      const barred = await barredAt(db, { boardId, personId: person.id, leads })
      if (barred === 'door_locked') await wait(boardId, person.id)
      return { state: barred === null ? 'open' : KNOCKED[barred] }
    },
  )

  app.get(
    '/api/boards/:id/door',
    { schema: { params: idParamsSchema, response: { 200: doorSchema } } },
    async (request) => presentDoor(context, await requireLed(request, request.params.id)),
  )

  app.put(
    '/api/boards/:id/door',
    { schema: { params: idParamsSchema, body: changeDoorRequestSchema, response: { 200: doorSchema } } },
    async (request) => {
      const board = await requireLed(request, request.params.id)
      const { locked } = request.body
      const doorId = await doorIdOf(db, board.id)
      await db.transaction().execute(async (transaction) => {
        await putDoor(transaction, doorId, { locked, now: now() })
        await putDoorBoards(transaction, doorId, await boardsBehind(transaction, doorId))
        if (!locked) await forgetWaiting(transaction, doorId)
      })
      request.log.info({ boardId: board.id, doorId, locked }, 'door changed')
      await tellBehind(doorId)
      return presentDoor(context, board)
    },
  )

  app.post(
    '/api/boards/:id/door/answers',
    { schema: { params: idParamsSchema, body: answerDoorRequestSchema, response: { 200: doorSchema } } },
    async (request) => {
      const board = await requireLed(request, request.params.id)
      const { actorIds, admit } = request.body
      const { doorId, people } = await findAtDoor(context, board)
      const answered = people.filter(
        ({ actorId, state }) =>
          actorIds.includes(actorId) && (admit ? state !== 'inside' : state === 'waiting'),
      )
      await db.transaction().execute(async (transaction) => {
        for (const { person_id } of answered) {
          const state = admit ? 'inside' : 'refused'
          await putPass(transaction, { doorId, personId: person_id, state, now: now() })
        }
        await touchDoor(transaction, doorId)
      })
      request.log.info({ boardId: board.id, doorId, answered: answered.length, admit }, 'door answered')
      await tellBehind(doorId)
      return presentDoor(context, board)
    },
  )

  app.post(
    '/api/boards/:id/door/removals',
    { schema: { params: idParamsSchema, body: removePersonRequestSchema, response: { 200: doorSchema } } },
    async (request) => {
      const board = await requireLed(request, request.params.id)
      const { doorId, people } = await findAtDoor(context, board)
      const gone = people.find(({ actorId }) => actorId === request.body.actorId)
      if (!gone) throw notFound()
      const personId = gone.person_id
      const place = await placeOfBoard(db, board.id)
      if (place && allows('script.run', await findMemberships(db, personId), place))
        throw new AppError('forbidden')
      const behind = await boardsBehind(db, doorId)
      await db.transaction().execute(async (transaction) => {
        await putPass(transaction, { doorId, personId, state: 'removed', now: now() })
        // by the same link she would be back under another name
        await putDoor(transaction, doorId, { locked: true, now: now() })
        await putDoorBoards(transaction, doorId, behind)
        await touchDoor(transaction, doorId)
      })
      for (const room of behind) kicks.send({ room, authorId: personId }, 'sent_out')
      await giveOrder(context, ATTENTION_ORDER, {
        boardId: board.id,
        change: { kind: 'lower', actorId: request.body.actorId },
      })
      request.log.info({ boardId: board.id, doorId, personId }, 'person sent out')
      await tellBehind(doorId)
      return presentDoor(context, board)
    },
  )

  async function requireLed(request: FastifyRequest, id: string): Promise<BoardRow> {
    const { board, leads } = await requireVisibleBoard(context, request, id)
    if (!leads) throw new AppError('forbidden')
    return board
  }

  /** Those who lead are told of somebody new; her page goes on knocking. */
  async function wait(boardId: string, personId: string): Promise<void> {
    const doorId = await doorIdOf(db, boardId)
    const before = await findPass(db, doorId, personId)
    const isNew = before?.state !== 'waiting' || before.seen_at < waitingSince(now())
    const isKept = await putPassUnlessShut(db, { doorId, personId, state: 'waiting', now: now() })
    if (!isNew || !isKept) return
    await touchDoor(db, doorId)
    await tellBehind(doorId)
  }

  async function tellBehind(doorId: string): Promise<void> {
    for (const boardId of await boardsBehind(db, doorId)) await doorFacts.tell(boardId)
  }
}
