import {
  allows,
  changeProgrammeRetentionRequestSchema,
  changeRetentionRequestSchema,
  idParamsSchema,
  KEEP_MONTHS_MAX,
  okSchema,
  retentionListSchema,
  retentionSchema,
} from '@tablee/contract'
import type { App } from '../app.ts'
import { placeOfCohort, placeOfProgramme } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { monthsMax, presentRetentions } from './present-retention.ts'
import {
  findRetentions,
  logRetention,
  type RetentionAct,
  setProgrammeMonths,
  updateRetention,
} from './store.ts'

/** Those that need somebody's eyes first. */
const ORDER = ['due', 'soon', 'paused', 'kept', 'open', 'erased'] as const

/** How long raw boards are kept: what is due, when a cohort ended, shorter times, pauses. */
export function registerRetention(app: App, context: Context): void {
  const { db, sessions, config, now } = context

  app.get('/api/retention', { schema: { response: { 200: retentionListSchema } } }, async (request) => {
    const { memberships } = await sessions.require(request)
    const cohorts = await presentRetentions(context, memberships)
    return { cohorts: cohorts.sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state)) }
  })

  app.get(
    '/api/cohorts/:id/retention',
    { schema: { params: idParamsSchema, response: { 200: retentionSchema } } },
    async (request) => {
      const { memberships } = await sessions.require(request)
      return one(memberships, request.params.id)
    },
  )

  app.patch(
    '/api/cohorts/:id/retention',
    {
      schema: {
        params: idParamsSchema,
        body: changeRetentionRequestSchema,
        response: { 200: retentionSchema },
      },
    },
    async (request) => {
      const { memberships, person } = await sessions.require(request)
      const cohortId = request.params.id
      const place = await placeOfCohort(db, cohortId)
      if (!place || !allows('cohort.view', memberships, place)) throw notFound()
      if (!allows('retention.manage', memberships, place)) throw new AppError('forbidden')
      const [row] = await findRetentions(db, [cohortId])
      if (!row) throw notFound()
      if (row.erasedAt !== null) throw new AppError('retention_over')
      const { endedOn, keepMonths, pause } = request.body
      const max = monthsMax(memberships, row, config.retentionMonths)
      if (keepMonths !== undefined && keepMonths !== null && keepMonths > max)
        throw new AppError('retention_too_long', { details: { max } })
      const at = new Date(now()).toISOString()
      const acts: Pick<RetentionAct, 'act' | 'facts'>[] = [
        ...(endedOn === undefined ? [] : [{ act: 'end_set' as const, facts: { endedOn } }]),
        ...(keepMonths === undefined ? [] : [{ act: 'months_set' as const, facts: { keepMonths } }]),
        ...(pause === undefined
          ? []
          : [{ act: pause === null ? ('resumed' as const) : ('paused' as const), facts: {} }]),
      ]
      await db.transaction().execute(async (transaction) => {
        await updateRetention(transaction, cohortId, {
          ...(endedOn === undefined ? {} : { ended_on: endedOn }),
          ...(keepMonths === undefined ? {} : { keep_months: keepMonths }),
          ...(pause === undefined
            ? {}
            : { paused_at: pause === null ? null : at, pause_reason: pause?.reason ?? '' }),
        })
        for (const act of acts) await logRetention(transaction, { cohortId, personId: person.id, at, ...act })
      })
      request.log.info(
        { cohortId, personId: person.id, acts: acts.map(({ act }) => act) },
        'retention changed',
      )
      return one(memberships, cohortId)
    },
  )

  app.patch(
    '/api/programmes/:id/retention',
    {
      schema: {
        params: idParamsSchema,
        body: changeProgrammeRetentionRequestSchema,
        response: { 200: okSchema },
      },
    },
    async (request) => {
      const { memberships } = await sessions.require(request)
      const programmeId = request.params.id
      const place = await placeOfProgramme(db, programmeId)
      if (!place || !allows('retention.manage', memberships, place)) throw notFound()
      const { keepMonths } = request.body
      const max = allows('retention.manage', memberships, {}) ? KEEP_MONTHS_MAX : config.retentionMonths
      if (keepMonths !== null && keepMonths > max)
        throw new AppError('retention_too_long', { details: { max } })
      await setProgrammeMonths(db, programmeId, keepMonths)
      request.log.info({ programmeId, keepMonths }, 'retention of a programme changed')
      return { ok: true as const }
    },
  )

  async function one(memberships: Parameters<typeof presentRetentions>[1], cohortId: string) {
    const [retention] = await presentRetentions(context, memberships, [cohortId])
    if (!retention) throw notFound()
    return retention
  }
}
