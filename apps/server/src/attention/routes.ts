import { createHmac } from 'node:crypto'
import {
  callHereRequestSchema,
  doneSchema,
  handRequestSchema,
  idParamsSchema,
  lowerHandsRequestSchema,
  markDoneRequestSchema,
  okSchema,
  spotlightRequestSchema,
} from '@tablee/contract'
import type { FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { requireVisibleBoard, type SeenBoard } from '../boards/require-board.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { gestureRate, readingRate } from '../plugins/rate-limit.ts'
import { ATTENTION_ORDER, type AttentionChange } from './attention-order.ts'

const OK = { ok: true } as const

/** Where everybody's eyes go, whose hand is up, who has finished: those who lead call, everybody speaks for herself. */
export function registerAttention(app: App, context: Context): void {
  const { sessions } = context

  app.post(
    '/api/boards/:id/attention/call',
    {
      config: gestureRate(sessions),
      schema: { params: idParamsSchema, body: callHereRequestSchema, response: { 200: okSchema } },
    },
    async (request) => {
      const { board, actorId } = await requireLead(request)
      await change(board.id, { kind: 'call', by: actorId, callId: newId(), to: request.body })
      request.log.info({ boardId: board.id }, 'everybody called')
      return OK
    },
  )

  app.put(
    '/api/boards/:id/attention/spotlight',
    {
      config: gestureRate(sessions),
      schema: { params: idParamsSchema, body: spotlightRequestSchema, response: { 200: okSchema } },
    },
    async (request) => {
      const { board } = await requireLead(request)
      await change(board.id, { kind: 'spotlight', zoneId: request.body.zoneId })
      return OK
    },
  )

  app.put(
    '/api/boards/:id/attention/hand',
    {
      config: gestureRate(sessions),
      schema: { params: idParamsSchema, body: handRequestSchema, response: { 200: okSchema } },
    },
    async (request) => {
      const { board, actorId } = await requireOpen(request)
      await change(board.id, { kind: 'hand', actorId, up: request.body.up })
      return OK
    },
  )

  app.post(
    '/api/boards/:id/attention/hands/lower',
    {
      config: gestureRate(sessions),
      schema: { params: idParamsSchema, body: lowerHandsRequestSchema, response: { 200: okSchema } },
    },
    async (request) => {
      const { board } = await requireLead(request)
      await change(board.id, { kind: 'lower', actorId: request.body.actorId })
      return OK
    },
  )

  app.get(
    '/api/boards/:id/attention/done',
    { config: readingRate(sessions), schema: { params: idParamsSchema, response: { 200: doneSchema } } },
    async (request) => {
      const seen = await requireVisibleBoard(context, request, request.params.id)
      return { done: await change(seen.board.id, { ...sealOf(seen), wanted: null }) }
    },
  )

  app.put(
    '/api/boards/:id/attention/done',
    {
      config: gestureRate(sessions),
      schema: { params: idParamsSchema, body: markDoneRequestSchema, response: { 200: doneSchema } },
    },
    async (request) => {
      const seen = await requireOpen(request)
      // no line says who: in an anonymous step it would say when
      return { done: await change(seen.board.id, { ...sealOf(seen), wanted: request.body }) }
    },
  )

  async function change(boardId: string, wanted: AttentionChange): Promise<boolean> {
    const { outcome, done } = await giveOrder(context, ATTENTION_ORDER, { boardId, change: wanted })
    if (outcome === 'zone_unknown') throw new AppError('script_zone_unknown')
    if (outcome === 'no_step' && wanted.kind === 'done' && wanted.wanted !== null)
      throw new AppError('script_step_gone')
    if (outcome === 'full') throw new AppError('unavailable')
    return done
  }

  async function requireOpen(request: FastifyRequest<{ Params: { id: string } }>): Promise<SeenBoard> {
    const seen = await requireVisibleBoard(context, request, request.params.id)
    if (seen.board.status === 'archived') throw new AppError('board_archived')
    return seen
  }

  async function requireLead(request: FastifyRequest<{ Params: { id: string } }>): Promise<SeenBoard> {
    const seen = await requireOpen(request)
    if (!seen.leads) throw new AppError('forbidden')
    return seen
  }
}

/** What marks somebody in anonymous steps: made with the board's own key, which never leaves the server. */
function sealOf({ board, personId, actorId }: SeenBoard) {
  const seal = createHmac('sha256', board.actorKey)
    .update(`done\n${board.id}\n${personId}`)
    .digest('base64url')
  return { kind: 'done', actorId, seal } as const
}
