import { type BoardRecord, richTextToPlain } from '@tablee/board'
import { idParamsSchema, missingNotesSchema, okSchema, restoreMissingRequestSchema } from '@tablee/contract'
import type { App } from '../app.ts'
import { findWithdrawn } from '../attention/deleted-store.ts'
import { MISSING_ORDER, RESTORE_ORDER } from '../attention/restore-order.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { languageOf } from '../language.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { drawingRate } from '../plugins/rate-limit.ts'
import { readSnapshotContent } from './read-snapshot-content.ts'
import { requireRestorable } from './require-restorable.ts'
import type { SnapshotHead } from './store.ts'

/** Single notes of a snapshot that are not on its board any more: listed, and put back with their words and in their place. */
export function registerMissingNotes(app: App, context: Context): void {
  const { db, sessions } = context

  app.get(
    '/api/snapshots/:id/missing-notes',
    {
      config: drawingRate(sessions),
      schema: { params: idParamsSchema, response: { 200: missingNotesSchema } },
    },
    async (request) => {
      const { head, board } = await requireRestorable(context, request, request.params.id)
      const notes = await notesOf(head)
      const wordless = notes.filter((record) => textOf(record) === '')
      const { missing, words } = await giveOrder(context, MISSING_ORDER, {
        boardId: board.id,
        ids: notes.map(({ id }) => id),
        wordless,
        lang: languageOf(request),
      })
      const gone = new Set(missing)
      // what its writer withdrew is nobody else's to put back
      const withdrawn = await findWithdrawn(db, board.id, missing)
      return {
        notes: notes
          .filter(({ id }) => gone.has(id) && !withdrawn.has(id))
          .map((record) => ({ id: record.id, text: textOf(record) || (words[record.id] ?? '') }))
          .filter(({ text }) => text !== ''),
      }
    },
  )

  app.post(
    '/api/snapshots/:id/missing-notes',
    {
      config: drawingRate(sessions),
      schema: { params: idParamsSchema, body: restoreMissingRequestSchema, response: { 200: okSchema } },
    },
    async (request) => {
      const { head, board } = await requireRestorable(context, request, request.params.id)
      const wanted = new Set(request.body.noteIds)
      const records = (await notesOf(head)).filter(({ id }) => wanted.has(id))
      if (records.length === 0) throw notFound()
      const { restored, curtained, full } = await giveOrder(context, RESTORE_ORDER, {
        boardId: board.id,
        records,
      })
      request.log.info(
        { boardId: board.id, snapshotId: head.id, notes: restored.length },
        'notes of a snapshot put back',
      )
      if (curtained.length > 0) throw new AppError('zone_curtained')
      if (full.length > 0) throw new AppError('restored_zone_full')
      if (restored.length === 0) throw notFound()
      return { ok: true as const }
    },
  )

  async function notesOf(head: SnapshotHead): Promise<BoardRecord[]> {
    const { records } = await readSnapshotContent(db, head)
    return records.filter(({ type }) => type === 'note')
  }
}

function textOf(record: BoardRecord): string {
  return richTextToPlain(record.props?.['richText']).trim()
}
