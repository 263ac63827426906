import {
  allows,
  curtainRequestSchema,
  drawCurtainRequestSchema,
  drawnCurtainsSchema,
  type ErrorBody,
  findNotesRequestSchema,
  idParamsSchema,
  keepNoteRequestSchema,
  keptNoteSchema,
  liftCurtainRequestSchema,
  liftedCurtainsSchema,
  noteConflictSchema,
  type OwnNote,
  okSchema,
  ownNotesSchema,
  removeNoteRequestSchema,
  reviewedNotesSchema,
  withdrawNoteRequestSchema,
} from '@tablee/contract'
import type { FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { requireVisibleBoard, requireWritableBoard } from '../boards/require-board.ts'
import { canView } from '../boards/rules.ts'
import { placeOfBoard } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { languageOf } from '../language.ts'
import { privateNoteRate } from '../plugins/rate-limit.ts'
import { waitForWords } from '../script/late-writers.ts'
import { errorSentence } from '../texts.ts'
import { AnonymousQuota } from './anonymous-quota.ts'
import { drawCurtain } from './draw-curtain.ts'
import { keepNote, NoteConflict, requireStep } from './keep-note.ts'
import { liftCurtain, revealOwn } from './lift-curtain.ts'
import { owns } from './note-key.ts'
import { findAnonymousNotes, findNotesOfPerson, type NoteRow } from './note-store.ts'
import { removeNote, resumeWriting, reviewNotes } from './review-notes.ts'
import { findCurtain } from './store.ts'
import { withdrawNote } from './withdraw-note.ts'

/**
 * Private writing: what people write behind a curtain, until it is lifted. Ids and keys of notes stand in bodies only, and
 * no line of the log has them: an address beside one would say who wrote it (A2).
 */
export function registerPrivateWriting(app: App, context: Context): void {
  const { db, sessions } = context
  const quota = new AnonymousQuota()
  const path = '/api/boards/:id/private-notes'
  const curtains = '/api/boards/:id/curtains'
  const writes = { config: privateNoteRate(sessions) }

  app.post(
    curtains,
    {
      schema: {
        params: idParamsSchema,
        body: drawCurtainRequestSchema,
        response: { 201: drawnCurtainsSchema },
      },
    },
    async (request, reply) => {
      const boardId = await requireRunner(request, request.params.id)
      const { zoneIds, anonymous } = request.body
      const drawn = await drawCurtain(context, boardId, zoneIds, { anonymous })
      request.log.info({ boardId, curtains: drawn.length, anonymous }, 'curtains drawn')
      return reply.code(201).send({
        curtains: drawn.map(({ id, zone, drawnAt, ...curtain }) => ({
          id,
          zoneId: zone.id,
          anonymous: curtain.anonymous,
          since: drawnAt,
        })),
      })
    },
  )

  app.post(
    `${curtains}/lift`,
    {
      schema: {
        params: idParamsSchema,
        body: liftCurtainRequestSchema,
        response: { 200: liftedCurtainsSchema },
      },
    },
    async (request) => {
      const boardId = await requireRunner(request, request.params.id)
      const late = await waitForWords(context, boardId)
      const { notes } = await liftCurtain(context, boardId, request.body.zoneIds)
      request.log.info({ boardId, notes, late }, 'curtains lifted')
      return { notes }
    },
  )

  app.post(
    `${curtains}/review`,
    {
      schema: {
        params: idParamsSchema,
        body: curtainRequestSchema,
        response: { 200: reviewedNotesSchema },
      },
    },
    async (request) => {
      const boardId = await requireRunner(request, request.params.id)
      const notes = await reviewNotes(context, { boardId, curtainId: request.body.curtainId })
      request.log.info({ boardId, notes: notes.length }, 'hidden notes read')
      return { notes: notes.map(({ id, text, cells }) => ({ id, text, cells })) }
    },
  )

  app.post(
    `${curtains}/resume`,
    { schema: { params: idParamsSchema, body: curtainRequestSchema, response: { 200: okSchema } } },
    async (request) => {
      const boardId = await requireRunner(request, request.params.id)
      await resumeWriting(context, { boardId, curtainId: request.body.curtainId })
      return { ok: true as const }
    },
  )

  app.post(
    `${curtains}/remove`,
    { schema: { params: idParamsSchema, body: removeNoteRequestSchema, response: { 200: okSchema } } },
    async (request) => {
      const boardId = await requireRunner(request, request.params.id)
      await removeNote(context, { boardId, ...request.body })
      request.log.info({ boardId }, 'hidden note removed')
      return { ok: true as const }
    },
  )

  app.get(
    path,
    { schema: { params: idParamsSchema, response: { 200: ownNotesSchema } } },
    async (request) => {
      const { board, personId } = await requireVisibleBoard(context, request, request.params.id)
      return { notes: (await findNotesOfPerson(db, board.id, personId)).map(presentOwn) }
    },
  )

  app.post(
    `${path}/find`,
    {
      ...writes,
      schema: { params: idParamsSchema, body: findNotesRequestSchema, response: { 200: ownNotesSchema } },
    },
    async (request) => {
      const { board } = await requireVisibleBoard(context, request, request.params.id)
      const keys = new Map(request.body.notes.map(({ id, key }) => [id, key]))
      const notes = await findAnonymousNotes(db, board.id, [...keys.keys()])
      return { notes: notes.filter((note) => owns({ key: keys.get(note.id) ?? '' }, note)).map(presentOwn) }
    },
  )

  app.put(
    path,
    {
      ...writes,
      schema: {
        params: idParamsSchema,
        body: keepNoteRequestSchema,
        response: { 200: keptNoteSchema, 409: noteConflictSchema },
      },
    },
    async (request, reply) => {
      const { board, personId, leads } = await requireWritableBoard(context, request, request.params.id)
      try {
        return await keepNote(context, { boardId: board.id, personId, leads, quota }, request.body)
      } catch (error) {
        if (error instanceof NoteConflict) return reply.code(409).send(conflictBody(request, error))
        throw error
      }
    },
  )

  app.post(
    `${path}/withdraw`,
    {
      ...writes,
      schema: {
        params: idParamsSchema,
        body: withdrawNoteRequestSchema,
        response: { 200: okSchema, 409: noteConflictSchema },
      },
    },
    async (request, reply) => {
      const { board, personId, leads } = await requireWritableBoard(context, request, request.params.id)
      try {
        await withdrawNote(context, { boardId: board.id, personId, leads, quota }, request.body)
        return { ok: true as const }
      } catch (error) {
        if (error instanceof NoteConflict) return reply.code(409).send(conflictBody(request, error))
        throw error
      }
    },
  )

  app.post(
    `${path}/reveal`,
    {
      ...writes,
      schema: {
        params: idParamsSchema,
        body: curtainRequestSchema,
        response: { 200: liftedCurtainsSchema },
      },
    },
    async (request) => {
      const { board, personId, leads } = await requireWritableBoard(context, request, request.params.id)
      const { curtainId } = request.body
      const curtain = await findCurtain(db, { boardId: board.id, id: curtainId })
      if (curtain) await requireStep(context, { boardId: board.id, leads }, curtain)
      return revealOwn(context, { boardId: board.id, curtainId }, personId)
    },
  )

  async function requireRunner(request: FastifyRequest, boardId: string): Promise<string> {
    const { board, memberships } = await requireVisibleBoard(context, request, boardId)
    const place = await placeOfBoard(db, boardId)
    if (!place || !canView(memberships, place)) throw notFound()
    if (!allows('script.run', memberships, place)) throw new AppError('forbidden')
    if (board.status === 'archived') throw new AppError('board_archived')
    return board.id
  }
}

function presentOwn({ zoneId, ...note }: NoteRow & { zoneId: string }): OwnNote {
  const { id, curtainId, state, text, cells, revision, recordId } = note
  return {
    id,
    curtainId,
    zoneId,
    state: state === 'revealing' ? 'revealed' : state,
    text,
    cells,
    revision,
    recordId,
  }
}

function conflictBody(request: FastifyRequest, { note, curtain }: NoteConflict) {
  const code = 'private_note_conflict'
  const error: ErrorBody['error'] = { code, message: errorSentence(code, languageOf(request)) }
  return { error: { ...error }, stored: presentOwn({ ...note, zoneId: curtain.zone.id }) }
}
