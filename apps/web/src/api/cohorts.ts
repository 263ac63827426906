import {
  cohortSchema,
  type createCohortRequestSchema,
  type createOrganisationRequestSchema,
  type createProgrammeRequestSchema,
  peopleSchema,
  programmeListSchema,
  type renameRequestSchema,
} from '@tablee/contract'
import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod'
import { command, read } from './request.ts'

/** The answer of a creation, of which only the id is used. */
const createdSchema = z.object({ id: z.string() })

/** The programmes, cohorts and single boards that the person sees. */
export const programmesQuery = queryOptions({
  queryKey: ['programmes'],
  queryFn: ({ signal }) => read('/api/programmes', programmeListSchema, signal),
})
/** One cohort. */
export const cohortQuery = (id: string) =>
  queryOptions({
    queryKey: ['cohorts', id],
    queryFn: ({ signal }) => read(`/api/cohorts/${id}`, cohortSchema, signal),
  })
/** The members of a cohort (right `people.view`). */
export const peopleQuery = (cohortId: string) =>
  queryOptions({
    queryKey: ['cohorts', cohortId, 'people'],
    queryFn: ({ signal }) => read(`/api/cohorts/${cohortId}/people`, peopleSchema, signal),
  })

/** Makes a programme. */
export const createProgramme = (request: z.input<typeof createProgrammeRequestSchema>) =>
  command('POST', '/api/programmes', request, createdSchema)
/** Makes a cohort. */
export const createCohort = (programmeId: string, request: z.input<typeof createCohortRequestSchema>) =>
  command('POST', `/api/programmes/${programmeId}/cohorts`, request, createdSchema)
/** Renames a cohort. */
export const renameCohort = (id: string, request: z.input<typeof renameRequestSchema>) =>
  command('PATCH', `/api/cohorts/${id}`, request, z.unknown())
/** Adds an organisation to a cohort. */
export const createOrganisation = (
  cohortId: string,
  request: z.input<typeof createOrganisationRequestSchema>,
) => command('POST', `/api/cohorts/${cohortId}/organisations`, request, createdSchema)
/** Changes an organisation's name and profile. */
export const updateOrganisation = (id: string, request: z.input<typeof createOrganisationRequestSchema>) =>
  command('PATCH', `/api/organisations/${id}`, request, z.unknown())
/** Takes somebody's role in a place away; what she wrote stays. */
export const removeMembership = (id: string) => command('DELETE', `/api/memberships/${id}`, {}, z.unknown())
/** Fills an empty instance with the fictional cohort. */
export const fillWithDemo = () => command('POST', '/api/demo', {}, z.unknown())
