import {
  addRosterEntryRequestSchema,
  allows,
  idParamsSchema,
  idSchema,
  okSchema,
  rosterEntrySchema,
  rosterSchema,
} from '@tablee/contract'
import { termLabel } from '@tablee/templates'
import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { App } from '../app.ts'
import { placeOfCohort } from '../cohorts/places.ts'
import { touchDrafts } from '../consents/touch-drafts.ts'
import type { Context } from '../context.ts'
import { erasing } from '../db/erasing.ts'
import { AppError, notFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { readRosterEntries } from '../publication/read-roster.ts'
import { deleteAddedName, insertAddedName } from '../publication/roster-store.ts'

const entryParamsSchema = z.strictObject({ id: idSchema, entryId: idSchema })

/** The names of a cohort that must not survive publication: read and completed by its editors. */
export function registerRoster(app: App, context: Context): void {
  const { db, sessions } = context

  async function requireEditor(request: FastifyRequest, cohortId: string): Promise<{ personId: string }> {
    const { person, memberships } = await sessions.require(request)
    const place = await placeOfCohort(db, cohortId)
    if (!place) throw notFound()
    if (allows('roster.edit', memberships, place)) return { personId: person.id }
    throw allows('cohort.view', memberships, place) ? new AppError('forbidden') : notFound()
  }

  app.get(
    '/api/cohorts/:id/roster',
    { schema: { params: idParamsSchema, response: { 200: rosterSchema } } },
    async (request) => {
      await requireEditor(request, request.params.id)
      return { entries: await readRosterEntries(context, db, request.params.id) }
    },
  )

  app.post(
    '/api/cohorts/:id/roster',
    {
      schema: {
        params: idParamsSchema,
        body: addRosterEntryRequestSchema,
        response: { 201: rosterEntrySchema },
      },
    },
    async (request, reply) => {
      const { personId } = await requireEditor(request, request.params.id)
      const { kind, name, aliases, roleClass } = request.body
      if (roleClass !== undefined && termLabel('roleClass', roleClass, 'fr') === undefined) {
        throw new AppError('request_invalid', { fields: [{ path: 'roleClass', problem: 'unknown_term' }] })
      }
      const entry = { id: newId(), kind, name, aliases, roleClass: roleClass ?? null }
      const at = new Date(context.now()).toISOString()
      const { id: cohortId } = request.params
      await erasing(db, context.dialect, async (transaction) => {
        await touchDrafts(transaction, context.dialect, { cohortId })
        await insertAddedName(context, transaction, { ...entry, cohortId, personId, at })
      })
      request.log.info({ entryId: entry.id, kind }, 'roster entry added')
      // what is public already is read again with it
      void context.rereading.look()
      return reply.code(201).send({ ...entry, automatic: false })
    },
  )

  app.delete(
    '/api/cohorts/:id/roster/:entryId',
    { schema: { params: entryParamsSchema, response: { 200: okSchema } } },
    async (request) => {
      await requireEditor(request, request.params.id)
      const { id: cohortId, entryId } = request.params
      const isDeleted = await erasing(db, context.dialect, async (transaction) => {
        await touchDrafts(transaction, context.dialect, { cohortId })
        return deleteAddedName(transaction, { id: entryId, cohortId })
      })
      if (!isDeleted) throw notFound()
      request.log.info({ entryId }, 'roster entry removed')
      return { ok: true as const }
    },
  )
}
