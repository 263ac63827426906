import { type BoardRecord, richTextToPlain } from '@tablee/board'
import { deletedNotesSchema, idParamsSchema, okSchema, restoreNotesRequestSchema } from '@tablee/contract'
import type { FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { requireVisibleBoard } from '../boards/require-board.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { languageOf } from '../language.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { findDeletedNotes, forgetDeleted } from './deleted-store.ts'
import { MISSING_ORDER, RESTORE_ORDER } from './restore-order.ts'

/** Notes that were taken off a board lately, for those who lead: read, and put back with their words and in their place. */
export function registerDeletedNotes(app: App, context: Context): void {
  const { db, now } = context

  app.get(
    '/api/boards/:id/deleted-notes',
    { schema: { params: idParamsSchema, response: { 200: deletedNotesSchema } } },
    async (request) => {
      const boardId = await requireLed(request, request.params.id)
      const notes = await findDeletedNotes(db, boardId, now())
      const ids = notes.map(({ record }) => record.id)
      const wordless = notes.map(({ record }) => record).filter((record) => textOf(record) === '')
      const lang = languageOf(request)
      const { missing, words } = await giveOrder(context, MISSING_ORDER, { boardId, ids, wordless, lang })
      const gone = new Set(missing)
      return {
        notes: notes
          .filter(({ record }) => gone.has(record.id))
          .map(({ record, deletedAt }) => ({
            id: record.id,
            text: textOf(record) || (words[record.id] ?? ''),
            zoneId: zoneOf(record.meta),
            deletedAt,
          }))
          // a note with neither words nor cells is no loss
          .filter(({ text }) => text !== ''),
      }
    },
  )

  app.post(
    '/api/boards/:id/deleted-notes/restore',
    {
      schema: {
        params: idParamsSchema,
        body: restoreNotesRequestSchema,
        response: { 200: okSchema },
      },
    },
    async (request) => {
      const boardId = await requireLed(request, request.params.id)
      const wanted = new Set(request.body.noteIds)
      const notes = await findDeletedNotes(db, boardId, now())
      const records = notes.map(({ record }) => record).filter(({ id }) => wanted.has(id))
      if (records.length === 0) throw notFound()
      const { restored, curtained, full } = await giveOrder(context, RESTORE_ORDER, { boardId, records })
      if (restored.length > 0) await forgetDeleted(context, boardId, restored)
      request.log.info({ boardId, notes: restored.length }, 'deleted notes put back')
      if (curtained.length > 0) throw new AppError('zone_curtained')
      if (full.length > 0) throw new AppError('restored_zone_full')
      // withdrawn by its writer at this moment
      if (restored.length === 0) throw notFound()
      return { ok: true as const }
    },
  )

  async function requireLed(request: FastifyRequest, id: string): Promise<string> {
    const { board, leads } = await requireVisibleBoard(context, request, id)
    if (!leads) throw new AppError('forbidden')
    if (board.status === 'archived') throw new AppError('board_archived')
    return board.id
  }
}

function textOf(record: BoardRecord): string {
  return richTextToPlain(record.props?.['richText']).trim()
}

function zoneOf(meta: Readonly<Record<string, unknown>> | undefined): string | null {
  const zone = meta?.['zone']
  return typeof zone === 'string' ? zone : null
}
