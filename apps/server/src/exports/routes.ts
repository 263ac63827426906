import { allows, cohortExportQuerySchema, exportQuerySchema, idParamsSchema } from '@tablee/contract'
import type { FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { type BoardRow, findBoard } from '../boards/store.ts'
import { placeOfBoard } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { requirePassage } from '../doors/pass-door.ts'
import { AppError, notFound } from '../errors.ts'
import { languageOf } from '../language.ts'
import { bundleRate, exportRate } from '../plugins/rate-limit.ts'
import { readSnapshotText } from '../snapshots/read-snapshot-content.ts'
import { canViewSnapshot } from '../snapshots/rules.ts'
import { findSnapshotHead } from '../snapshots/store.ts'
import type { ExportHead } from './document/export-document.ts'
import { exportBoard, exportBoards } from './make-export.ts'
import { sendFile } from './send-file.ts'

/** Boards and snapshots as files to keep: one at a time, or several boards of a cohort in a zip. */
export function registerExports(app: App, context: Context): void {
  const { db, sessions } = context

  app.get(
    '/api/boards/:id/export',
    { config: exportRate(sessions), schema: { params: idParamsSchema, querystring: exportQuerySchema } },
    async (request, reply) => {
      const { board } = await requireExportable(request, request.params.id)
      const { format } = request.query
      const head = headOf(board, { snapshot: null, at: new Date(context.now()).toISOString() })
      const wish = { format, lang: request.query.lang ?? languageOf(request) }
      const file = await exportBoard(context, { head, content: null }, wish)
      request.log.info({ boardId: board.id, format }, 'board exported')
      return sendFile(reply, file)
    },
  )

  app.get(
    '/api/snapshots/:id/export',
    { config: exportRate(sessions), schema: { params: idParamsSchema, querystring: exportQuerySchema } },
    async (request, reply) => {
      const { memberships, person } = await sessions.require(request)
      const snapshot = await findSnapshotHead(db, request.params.id)
      const board = snapshot && (await findBoard(db, snapshot.board_id))
      const place = board && (await placeOfBoard(db, board.id))
      if (!snapshot || !board || !place || !canViewSnapshot(memberships, place, snapshot)) throw notFound()
      await requirePassage(db, { person, memberships }, place)
      const { format } = request.query
      const head = headOf(
        { ...board, title: snapshot.board_title },
        { snapshot: snapshot.name, at: snapshot.taken_at },
      )
      const wish = { format, lang: request.query.lang ?? languageOf(request) }
      const file = await exportBoard(context, { head, content: await readSnapshotText(db, snapshot) }, wish)
      request.log.info({ snapshotId: snapshot.id, format }, 'snapshot exported')
      return sendFile(reply, file)
    },
  )

  app.get(
    '/api/cohorts/:id/export',
    {
      config: bundleRate(sessions),
      schema: { params: idParamsSchema, querystring: cohortExportQuerySchema },
    },
    async (request, reply) => {
      const { boards: ids, format } = request.query
      const found = await Promise.all([...new Set(ids)].map((id) => requireExportable(request, id)))
      const boards = found.map(({ board }) => board)
      const [first] = boards
      if (!first || boards.some(({ cohort }) => cohort.id !== request.params.id)) throw notFound()
      const at = new Date(context.now()).toISOString()
      const sources = boards.map((board) => ({ head: headOf(board, { snapshot: null, at }), content: null }))
      const wish = { format, lang: request.query.lang ?? languageOf(request) }
      const file = await exportBoards(context, first.cohort.name, { sources, wish })
      request.log.info({ cohortId: request.params.id, boards: boards.length, format }, 'boards exported')
      return sendFile(reply, file)
    },
  )

  async function requireExportable(request: FastifyRequest, id: string) {
    const { memberships, person } = await sessions.require(request)
    const board = await findBoard(db, id)
    const place = board && (await placeOfBoard(db, id))
    if (!board || !place || !allows('board.view', memberships, place)) throw notFound()
    await requirePassage(db, { person, memberships }, place)
    if (!allows('board.export', memberships, place)) throw new AppError('forbidden')
    return { board, place }
  }
}

function headOf(board: BoardRow, of: Pick<ExportHead, 'snapshot' | 'at'>): ExportHead {
  const { id, title, organisation, cohort } = board
  return { id, title, organisation: organisation?.name ?? null, cohort: cohort.name, ...of }
}
