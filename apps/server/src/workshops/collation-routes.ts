import {
  type Collation,
  collationSchema,
  idParamsSchema,
  linkItemsRequestSchema,
  okSchema,
  takeCollatedRequestSchema,
  takenItemsSchema,
} from '@tablee/contract'
import type { FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { requireWritableBoard } from '../boards/require-board.ts'
import { boardRole } from '../boards/rules.ts'
import { findBoard } from '../boards/store.ts'
import { placeOfBoard } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { languageOf } from '../language.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { TAKE_ORDER } from '../references/take-items.ts'
import { requireWritingStep } from '../script/require-step.ts'
import { collate } from './collate.ts'
import { putLink } from './link-store.ts'
import { requireWorkshop, type SeenWorkshop } from './require-workshop.ts'

/** All groups of a workshop side by side, for whoever sees all of them; and what is taken from there. */
export function registerCollation(app: App, context: Context): void {
  const { db, boardItems } = context

  app.get(
    '/api/workshops/:id/collation',
    { schema: { params: idParamsSchema, response: { 200: collationSchema } } },
    async (request) => {
      const seen = await requireCollator(request, request.params.id)
      const lang = languageOf(request)
      return { ...(await collate(context, seen, lang)), targets: await targetsFor(seen, request) }
    },
  )

  app.put(
    '/api/workshops/:id/collation/links',
    { schema: { params: idParamsSchema, body: linkItemsRequestSchema, response: { 200: okSchema } } },
    async (request) => {
      const seen = await requireCollator(request, request.params.id)
      if (!seen.may.run) throw new AppError('forbidden')
      const { a, b } = request.body
      if (a.boardId === b.boardId) throw new AppError('workshop_group_unknown')
      for (const { boardId } of [a, b]) requireGroup(seen, boardId)
      await putLink(db, seen.workshop.id, request.body)
      return { ok: true as const }
    },
  )

  app.post(
    '/api/workshops/:id/taken',
    {
      schema: {
        params: idParamsSchema,
        body: takeCollatedRequestSchema,
        response: { 201: takenItemsSchema },
      },
    },
    async (request, reply) => {
      const seen = await requireCollator(request, request.params.id)
      const { toBoardId, zoneId, items: wanted } = request.body
      const target = seen.boards.find(({ board_id }) => board_id === toBoardId)
      if (!target || (target.kind !== 'plenary' && target.kind !== 'collated')) throw notFound()
      const onto = await requireWritableBoard(context, request, toBoardId)
      const { board, role, actorId } = onto
      await requireWritingStep(context, onto, zoneId)
      for (const { boardId } of wanted) requireGroup(seen, boardId)
      const read = await boardItems.of(
        [...new Set(wanted.map(({ boardId }) => boardId))],
        languageOf(request),
      )
      const items = wanted.map(({ boardId, itemId }) => {
        const item = read.get(boardId)?.items.find(({ id }) => id === itemId)
        // somebody may have deleted it since the collation was shown
        if (!item) throw new AppError('reference_source_gone')
        return { fromBoardId: boardId, id: itemId, title: item.title }
      })
      const order = { boardId: board.id, by: actorId, role, key: newId(), items, zoneId }
      const outcome = await giveOrder(context, TAKE_ORDER, order)
      if (!outcome.ok)
        throw new AppError(outcome.problem, 'details' in outcome ? { details: outcome.details } : {})
      request.log.info(
        { workshopId: seen.workshop.id, boardId: board.id, items: items.length },
        'items taken',
      )
      return reply.code(201).send({ items: outcome.items })
    },
  )

  /** Who does not see all groups may not know that there is a collation. */
  async function requireCollator(request: FastifyRequest, id: string): Promise<SeenWorkshop> {
    const seen = await requireWorkshop(context, request, id)
    if (!seen.may.collate) throw notFound()
    return seen
  }

  function requireGroup({ boards }: SeenWorkshop, boardId: string): void {
    if (!boards.some(({ board_id, kind }) => board_id === boardId && kind === 'group'))
      throw new AppError('workshop_group_unknown')
  }

  async function targetsFor(
    { boards, signedIn }: SeenWorkshop,
    request: FastifyRequest,
  ): Promise<Collation['targets']> {
    const targets = boards.filter(({ kind }) => kind === 'plenary' || kind === 'collated')
    const read = await boardItems.of(
      targets.map(({ board_id }) => board_id),
      languageOf(request),
    )
    const found = await Promise.all(
      targets.map(async ({ board_id, kind, title }): Promise<Collation['targets']> => {
        const board = await findBoard(db, board_id)
        const place = await placeOfBoard(db, board_id)
        const role = board && place && boardRole(signedIn.memberships, place, board.status)
        if (!role || role === 'viewer') return []
        const zones = (read.get(board_id)?.zones ?? []).filter(
          ({ takes }) => takes === 'notes' || (takes === 'notesOfCoach' && role === 'coach'),
        )
        return [
          {
            boardId: board_id,
            kind,
            title,
            zones: zones.map(({ id, label, left }) => ({ id, label, left })),
          },
        ]
      }),
    )
    return found.flat()
  }
}
