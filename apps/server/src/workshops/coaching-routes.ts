import {
  addCoachingRequestSchema,
  coachingParamsSchema,
  idParamsSchema,
  meetingRequestSchema,
  workshopSchema,
} from '@tablee/contract'
import type { App } from '../app.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { languageOf } from '../language.ts'
import { addCoaching } from './add-coaching.ts'
import { presentWorkshop } from './present-workshop.ts'
import { requireMethod } from './require-method.ts'
import { requirePlanner } from './require-workshop.ts'
import { putMeeting } from './store.ts'
import { WORKSHOP_WORDS } from './words.ts'

/** One-to-one coaching between the sessions: a board for each organisation, and when it meets its coach. */
export function registerCoaching(app: App, context: Context): void {
  const { db } = context

  app.post(
    '/api/workshops/:id/coaching',
    {
      schema: { params: idParamsSchema, body: addCoachingRequestSchema, response: { 200: workshopSchema } },
    },
    async (request) => {
      const { id } = request.params
      const { workshop, cohort, signedIn } = await requirePlanner(context, request, id)
      const { templateId } = request.body
      const added = await addCoaching(context, workshop, {
        method: await requireMethod(context, signedIn, { templateId, cohortId: cohort.cohortId }),
        organisationIds: cohort.organisationIds ?? [],
        word: WORKSHOP_WORDS[languageOf(request)].coaching,
        personId: signedIn.person.id,
      })
      request.log.info({ workshopId: id, added }, 'coaching boards added')
      await context.workshopFacts.tell(id)
      return presentWorkshop(db, await requirePlanner(context, request, id))
    },
  )

  app.put(
    '/api/workshops/:id/coaching/:boardId',
    {
      schema: {
        params: coachingParamsSchema,
        body: meetingRequestSchema,
        response: { 200: workshopSchema },
      },
    },
    async (request) => {
      const { id, boardId } = request.params
      const { boards } = await requirePlanner(context, request, id)
      if (!boards.some(({ board_id, kind }) => board_id === boardId && kind === 'coaching')) throw notFound()
      await putMeeting(db, boardId, request.body.meetsAt)
      request.log.info({ workshopId: id, boardId }, 'meeting kept')
      return presentWorkshop(db, await requirePlanner(context, request, id))
    },
  )
}
