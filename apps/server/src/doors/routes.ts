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
import { requireVisibleBoard } from '../boards/require-board.ts'
import { canView } from '../boards/rules.ts'
import type { BoardRow } from '../boards/store.ts'
import { placeOfBoard } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { gestureRate } from '../plugins/rate-limit.ts'
import { waitingSince } from './door-facts.ts'
import { type HeldDoor, holdDoor } from './hold-door.ts'
import { type Barred, barredAt } from './pass-door.ts'
import { findAtDoor, presentDoor } from './present-door.ts'
import { sendOut } from './send-out.ts'
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
  const { db, sessions, doorFacts, now } = context

  app.post(
    '/api/boards/:id/knock',
    { config: gestureRate(sessions), schema: { params: idParamsSchema, response: { 200: knockSchema } } },
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
    async (request) => {
      const { board, held } = await requireLed(request, request.params.id)
      return presentDoor(context, board, held)
    },
  )

  app.put(
    '/api/boards/:id/door',
    { schema: { params: idParamsSchema, body: changeDoorRequestSchema, response: { 200: doorSchema } } },
    async (request) => {
      const { board, held } = await requireLed(request, request.params.id)
      const { locked } = request.body
      const { doorId, behind } = held
      if (held.holds !== 'all') throw new AppError('forbidden')
      await db.transaction().execute(async (transaction) => {
        await putDoor(transaction, doorId, { locked, now: now() })
        await putDoorBoards(transaction, doorId, behind)
        if (!locked) await forgetWaiting(transaction, doorId)
      })
      request.log.info({ boardId: board.id, doorId, locked }, 'door changed')
      await tellBehind(doorId)
      return presentDoor(context, board, held)
    },
  )

  app.post(
    '/api/boards/:id/door/answers',
    { schema: { params: idParamsSchema, body: answerDoorRequestSchema, response: { 200: doorSchema } } },
    async (request) => {
      const { board, held } = await requireLed(request, request.params.id)
      const { actorIds, admit } = request.body
      const { doorId } = held
      if (held.holds === 'none') throw new AppError('forbidden')
      const atDoor = held.holds === 'all' ? await findAtDoor(context, board, doorId) : []
      const answered = atDoor.filter(
        ({ actorId, state }) =>
          actorIds.includes(actorId) && (admit ? state !== 'inside' : state === 'waiting'),
      )
      // who was sent out from this table alone
      const atTable = admit && doorId !== board.id ? await findAtDoor(context, board, board.id) : []
      const back = atTable.filter(({ actorId, state }) => actorIds.includes(actorId) && state === 'removed')
      await db.transaction().execute(async (transaction) => {
        const passes = [...answered, ...back]
        for (const { person_id, door_id } of passes) {
          const state = admit ? 'inside' : 'refused'
          await putPass(transaction, { doorId: door_id, personId: person_id, state, now: now() })
        }
        await touchDoor(transaction, doorId)
      })
      const count = answered.length + back.length
      request.log.info({ boardId: board.id, doorId, answered: count, admit }, 'door answered')
      await tellBehind(doorId)
      return presentDoor(context, board, held)
    },
  )

  app.post(
    '/api/boards/:id/door/removals',
    { schema: { params: idParamsSchema, body: removePersonRequestSchema, response: { 200: doorSchema } } },
    async (request) => {
      const { board, held } = await requireLed(request, request.params.id)
      if (held.holds === 'none') throw new AppError('forbidden')
      const personId = await sendOut(context, board, held, request.body.actorId)
      request.log.info({ boardId: board.id, doorId: held.doorId, personId }, 'person sent out')
      await tellBehind(held.doorId)
      return presentDoor(context, board, held)
    },
  )

  async function requireLed(
    request: FastifyRequest,
    id: string,
  ): Promise<{ board: BoardRow; held: HeldDoor }> {
    const { board, leads, memberships } = await requireVisibleBoard(context, request, id)
    if (!leads) throw new AppError('forbidden')
    return { board, held: await holdDoor(db, memberships, board.id) }
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
