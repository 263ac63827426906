import type { Lang } from '@tablee/board'
import {
  idParamsSchema,
  type OpenActions,
  openActionsSchema,
  packFileParamsSchema,
  packFileQuerySchema,
  packSchema,
  putAsideSchema,
  synthesisSchema,
  tickActionRequestSchema,
} from '@tablee/contract'
import type { App } from '../app.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { sendFile } from '../exports/send-file.ts'
import { languageOf } from '../language.ts'
import { exportRate, packRate } from '../plugins/rate-limit.ts'
import { findSnapshotHead } from '../snapshots/store.ts'
import { requireWorkshop, type SeenWorkshop } from '../workshops/require-workshop.ts'
import { makePackFile, packBoards } from './make-pack-file.ts'
import { readOpenActions } from './open-actions.ts'
import { readParkedItems } from './parked-items.ts'
import { tickAction } from './store.ts'
import { readPutAside, readSynthesis } from './synthesis.ts'
import { Turns } from './turns.ts'

/** After a session: its pack, what it leaves to the next one, and what the coach is told of it. */
export function registerPacks(app: App, context: Context): void {
  const { db, sessions } = context
  const turns = new Turns()

  app.get(
    '/api/workshops/:id/pack',
    { schema: { params: idParamsSchema, response: { 200: packSchema } } },
    async (request) => {
      const seen = await requireWorkshop(context, request, request.params.id)
      const boards = await packBoards(db, seen)
      if (boards.length === 0) throw new AppError('forbidden')
      let kept = 0
      for (const { snapshot_id } of boards)
        if (snapshot_id !== null && (await findSnapshotHead(db, snapshot_id))) kept += 1
      return { boards: boards.length, kept }
    },
  )

  app.get(
    '/api/workshops/:id/pack/:file',
    {
      config: packRate(sessions),
      schema: { params: packFileParamsSchema, querystring: packFileQuerySchema },
    },
    async (request, reply) => {
      const { id, file } = request.params
      const seen = await requireWorkshop(context, request, id)
      if (seen.workshop.state !== 'closed') throw new AppError('pack_not_ready')
      const lang = request.query.lang ?? languageOf(request)
      const made = await turns.take(seen.signedIn.person.id, () =>
        makePackFile(context, seen, { file, lang }),
      )
      request.log.info({ workshopId: id, file }, 'pack file made')
      return sendFile(reply, made)
    },
  )

  app.get(
    '/api/workshops/:id/open-actions',
    { schema: { params: idParamsSchema, response: { 200: openActionsSchema } } },
    async (request) => {
      const seen = await requireWorkshop(context, request, request.params.id)
      return leftOpen(seen, languageOf(request))
    },
  )

  app.put(
    '/api/workshops/:id/open-actions',
    {
      schema: { params: idParamsSchema, body: tickActionRequestSchema, response: { 200: openActionsSchema } },
    },
    async (request) => {
      const { id } = request.params
      const seen = await requireWorkshop(context, request, id)
      const lang = languageOf(request)
      const { boardId, itemId, done } = request.body
      const actions = await readOpenActions(context, seen, lang)
      const action = actions.find((each) => each.board.id === boardId && each.itemId === itemId)
      if (!action) throw notFound()
      if (!action.mayTick) throw new AppError('forbidden')
      await tickAction(db, { boardId, itemId }, done ? id : null)
      request.log.info({ workshopId: id, boardId, done }, 'action ticked')
      return leftOpen(seen, lang)
    },
  )

  app.get(
    '/api/workshops/:id/synthesis',
    {
      config: exportRate(sessions),
      schema: { params: idParamsSchema, response: { 200: synthesisSchema } },
    },
    async (request) => {
      const seen = await requireWorkshop(context, request, request.params.id)
      // who does not lead the whole session may not know that there is a synthesis
      if (!seen.may.collate) throw notFound()
      return readSynthesis(context, seen, languageOf(request))
    },
  )

  app.get(
    '/api/workshops/:id/put-aside',
    {
      config: exportRate(sessions),
      schema: { params: idParamsSchema, response: { 200: putAsideSchema } },
    },
    async (request) => {
      const seen = await requireWorkshop(context, request, request.params.id)
      if (!seen.may.collate) throw notFound()
      return readPutAside(context, seen, languageOf(request))
    },
  )

  async function leftOpen(seen: SeenWorkshop, lang: Lang): Promise<OpenActions> {
    return {
      actions: await readOpenActions(context, seen, lang),
      later: await readParkedItems(context, seen, lang),
    }
  }
}
