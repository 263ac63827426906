import { LANGUAGES } from '@tablee/board'
import {
  allows,
  idParamsSchema,
  offerSnapshotRequestSchema,
  type SnapshotSummary,
  snapshotListSchema,
  snapshotSchema,
  snapshotSummarySchema,
  takeSnapshotRequestSchema,
} from '@tablee/contract'
import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { App } from '../app.ts'
import { findPlacedBoards } from '../cohorts/board-store.ts'
import { placeOfBoard, placeOfCohort } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { requirePassage } from '../doors/pass-door.ts'
import { AppError, notFound } from '../errors.ts'
import { languageOf } from '../language.ts'
import { drawingRate } from '../plugins/rate-limit.ts'
import { DRAWING_CSP } from '../plugins/security-headers.ts'
import { DRAWING_LOOK, PICTURE_FORMATS, type PictureFormat, pictureSnapshot } from './picture-snapshot.ts'
import { readSnapshotContent } from './read-snapshot-content.ts'
import { canViewSnapshot } from './rules.ts'
import { snapshotPrivacy } from './snapshot-privacy.ts'
import {
  findSnapshotHead,
  listOfferedSnapshots,
  listSnapshotsOfBoard,
  type SnapshotHead,
  setSnapshotOffered,
} from './store.ts'
import { takeSnapshot } from './take-snapshot.ts'

const pictureQuerySchema = z.strictObject({ lang: z.enum(LANGUAGES).optional() })

const CONTENT_TYPES: Readonly<Record<PictureFormat, string>> = {
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
}

/** Snapshots: taken once, read, drawn, offered to the case team; no route changes what they hold. */
export function registerSnapshots(app: App, context: Context): void {
  const { db, sessions } = context
  const drawing = drawingRate(sessions)

  app.post(
    '/api/boards/:id/snapshots',
    {
      config: drawing,
      schema: {
        params: idParamsSchema,
        body: takeSnapshotRequestSchema,
        response: { 201: snapshotSummarySchema },
      },
    },
    async (request, reply) => {
      const { person, memberships } = await sessions.require(request)
      const [board] = await findPlacedBoards(db, { ids: [request.params.id] })
      const place = await placeOfBoard(db, request.params.id)
      if (!board || !place || !allows('board.view', memberships, place)) throw notFound()
      await requirePassage(db, { person, memberships }, place)
      const { name, offered } = request.body
      if (!allows('snapshot.take', memberships, place)) throw new AppError('forbidden')
      if (offered && !allows('snapshot.offer', memberships, place)) throw new AppError('forbidden')
      const head = await takeSnapshot(context, {
        board,
        personId: person.id,
        name,
        offered,
      })
      request.log.info({ boardId: board.id, snapshotId: head.id }, 'snapshot taken')
      await drawNow(request, head)
      return reply.code(201).send(await presentSummary(db, head))
    },
  )

  app.get(
    '/api/boards/:id/snapshots',
    { schema: { params: idParamsSchema, response: { 200: snapshotListSchema } } },
    async (request) => {
      const { memberships, person } = await sessions.require(request)
      const place = await placeOfBoard(db, request.params.id)
      if (!place) throw notFound()
      const snapshots = await listSnapshotsOfBoard(db, request.params.id)
      const visible = snapshots.filter((head) => canViewSnapshot(memberships, place, head))
      if (visible.length === 0 && !allows('snapshot.view', memberships, place)) {
        throw allows('board.view', memberships, place) ? new AppError('forbidden') : notFound()
      }
      await requirePassage(db, { person, memberships }, place)
      return { snapshots: await presentAll(db, visible) }
    },
  )

  app.get(
    '/api/cohorts/:id/snapshots',
    { schema: { params: idParamsSchema, response: { 200: snapshotListSchema } } },
    async (request) => {
      const { memberships } = await sessions.require(request)
      const place = await placeOfCohort(db, request.params.id)
      if (!place) throw notFound()
      if (!allows('snapshot.viewOffered', memberships, place)) {
        throw allows('cohort.view', memberships, place) ? new AppError('forbidden') : notFound()
      }
      const snapshots = await listOfferedSnapshots(db, request.params.id)
      return { snapshots: await presentAll(db, snapshots) }
    },
  )

  app.get(
    '/api/snapshots/:id',
    { schema: { params: idParamsSchema, response: { 200: snapshotSchema } } },
    async (request) => {
      const { head } = await requireVisible(request, request.params.id)
      const { items, links } = await readSnapshotContent(db, head)
      return { ...(await presentSummary(db, head)), content: { items, links } }
    },
  )

  app.patch(
    '/api/snapshots/:id',
    {
      schema: {
        params: idParamsSchema,
        body: offerSnapshotRequestSchema,
        response: { 200: snapshotSummarySchema },
      },
    },
    async (request) => {
      const { head, mayOffer } = await requireVisible(request, request.params.id)
      if (!mayOffer) throw new AppError('forbidden')
      const { offered } = request.body
      await setSnapshotOffered(db, head.id, offered)
      request.log.info({ snapshotId: head.id, offered }, 'snapshot offer changed')
      return presentSummary(db, { ...head, offered: offered ? 1 : 0 })
    },
  )

  for (const format of PICTURE_FORMATS) {
    app.get(
      `/api/snapshots/:id(^[A-Za-z0-9_-]+).${format}`,
      {
        ...(format === 'png' && { config: drawing }),
        schema: { params: idParamsSchema, querystring: pictureQuerySchema },
      },
      async (request, reply) => {
        const { head } = await requireVisible(request, request.params.id)
        const lang = request.query.lang ?? languageOf(request)
        const tag = `"${head.hash}-${DRAWING_LOOK}-${lang}-${format}"`
        void reply
          .header('cache-control', 'private, no-cache')
          .header('vary', 'accept-language, cookie')
          .header('etag', tag)
          .header('content-security-policy', DRAWING_CSP)
        if (request.headers['if-none-match'] === tag) return reply.code(304).send()
        const picture = await pictureSnapshot(context, { head, format, lang })
        return reply.type(CONTENT_TYPES[format]).send(picture)
      },
    )
  }

  async function requireVisible(request: FastifyRequest, id: string) {
    const { memberships, person } = await sessions.require(request)
    const head = await findSnapshotHead(db, id)
    const place = head && (await placeOfBoard(db, head.board_id))
    if (!place || !canViewSnapshot(memberships, place, head)) throw notFound()
    await requirePassage(db, { person, memberships }, place)
    return { head, mayOffer: allows('snapshot.offer', memberships, place) }
  }

  /** The snapshot is kept already: a drawing that fails is made again when somebody asks for it. */
  async function drawNow(request: FastifyRequest, head: SnapshotHead): Promise<void> {
    const lang = languageOf(request)
    try {
      for (const format of PICTURE_FORMATS) await pictureSnapshot(context, { head, format, lang })
    } catch (err) {
      request.log.error({ err, snapshotId: head.id }, 'snapshot not drawn')
    }
  }
}

function presentAll(db: Context['db'], heads: readonly SnapshotHead[]): Promise<SnapshotSummary[]> {
  return Promise.all(heads.map((head) => presentSummary(db, head)))
}

async function presentSummary(db: Context['db'], head: SnapshotHead): Promise<SnapshotSummary> {
  return {
    id: head.id,
    boardId: head.board_id,
    boardTitle: head.board_title,
    name: head.name,
    offered: head.offered === 1,
    template: { id: head.template_id, version: head.template_version },
    hash: head.hash,
    takenAt: head.taken_at,
    items: head.items,
    privacy: await snapshotPrivacy(db, head.template_id),
  }
}
