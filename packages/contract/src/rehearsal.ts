import {
  REHEARSAL_PEOPLE,
  REHEARSAL_PEOPLE_MAX,
  REHEARSAL_PEOPLE_MIN,
  rehearsalReportSchema,
} from '@tablee/board/rehearsal'
import * as z from 'zod'
import { idSchema, timeSchema } from './common.ts'

/** `lost`: the process that ran it is gone; nothing of the copy is left. */
export const REHEARSAL_STATES = ['running', 'done', 'stopped', 'failed', 'lost'] as const

/** `POST /api/boards/:id/rehearsal`: plays the script with so many simulated people, on a copy that nobody sees. */
export const rehearseRequestSchema = z.strictObject({
  people: z.int().min(REHEARSAL_PEOPLE_MIN).max(REHEARSAL_PEOPLE_MAX).default(REHEARSAL_PEOPLE),
})

/** `GET`, and the answer of `POST` and of `POST …/stop`: the latest rehearsal of the board; null when there is none. */
export const rehearsalViewSchema = z.strictObject({
  rehearsal: z
    .strictObject({
      id: idSchema,
      state: z.enum(REHEARSAL_STATES),
      people: z.int(),
      steps: z.int(),
      /** Steps that are over. */
      stepsDone: z.int(),
      startedAt: timeSchema,
      report: rehearsalReportSchema.nullable(),
    })
    .nullable(),
})
/** The latest rehearsal of a board. */
export type RehearsalView = z.infer<typeof rehearsalViewSchema>
