import {
  type changeProgrammeRetentionRequestSchema,
  type changeRetentionRequestSchema,
  okSchema,
  retentionListSchema,
  retentionSchema,
} from '@tablee/contract'
import { queryOptions } from '@tanstack/react-query'
import type * as z from 'zod'
import { command, read } from './request.ts'

/** How long raw boards are kept, of every cohort that one looks after. */
export const retentionsQuery = queryOptions({
  queryKey: ['retention'],
  queryFn: ({ signal }) => read('/api/retention', retentionListSchema, signal),
})
/** The same of one cohort (right `retention.manage`). */
export const retentionQuery = (cohortId: string) =>
  queryOptions({
    queryKey: ['retention', cohortId],
    queryFn: ({ signal }) => read(`/api/cohorts/${cohortId}/retention`, retentionSchema, signal),
  })
/** Decides how long a cohort's raw boards are kept. */
export const changeRetention = (cohortId: string, request: z.input<typeof changeRetentionRequestSchema>) =>
  command('PATCH', `/api/cohorts/${cohortId}/retention`, request, retentionSchema)
/** Decides it for all cohorts of a programme that do not say otherwise. */
export const changeProgrammeRetention = (
  programmeId: string,
  request: z.input<typeof changeProgrammeRetentionRequestSchema>,
) => command('PATCH', `/api/programmes/${programmeId}/retention`, request, okSchema)
