import * as z from 'zod'
import { idSchema, timeSchema, titleSchema } from './common.ts'
import { TITLE_MAX } from './limits.ts'
import { RIGHT_NAMES } from './rights.ts'
import { ROLES, SCOPE_KINDS } from './roles.ts'

const rightsSchema = z.array(z.enum(RIGHT_NAMES as [string, ...string[]])) // the table is never empty

/** What the team notes of an organisation; terms of the controlled vocabulary. */
export const organisationProfileSchema = z.strictObject({
  sector: z.string().max(60).optional(),
  orgType: z.string().max(60).optional(),
  projectKind: z.string().max(60).optional(),
  size: z.string().max(60).optional(),
  region: z.string().max(60).optional(),
  commune: z.string().max(TITLE_MAX).optional(),
  aliases: z.array(titleSchema).max(20).optional(),
})
/** An organisation of a cohort. */
export const organisationSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  profile: organisationProfileSchema,
})
/** `POST /api/programmes`. */
export const createProgrammeRequestSchema = z.strictObject({ name: titleSchema })
/** `POST /api/programmes/:id/cohorts`; `coachMyself` makes the creator a coach of it. */
export const createCohortRequestSchema = z.strictObject({
  name: titleSchema,
  coachMyself: z.boolean().default(true),
})
/** `POST /api/cohorts/:id/organisations` and `PATCH /api/organisations/:id`. */
export const createOrganisationRequestSchema = z.strictObject({
  name: titleSchema,
  profile: organisationProfileSchema.default({}),
})
/** `PATCH` of a programme, cohort. */
export const renameRequestSchema = z.strictObject({ name: titleSchema })

/** `GET /api/programmes`: what the person may see, as a tree. */
export const programmeListSchema = z.strictObject({
  programmes: z.array(
    z.strictObject({
      id: idSchema,
      name: z.string(),
      rights: rightsSchema,
      cohorts: z.array(
        z.strictObject({
          id: idSchema,
          name: z.string(),
          organisations: z.number().int(),
          roles: z.array(z.enum(ROLES)),
        }),
      ),
    }),
  ),
  /** Cohorts of which she sees numbers and nothing else, not even their name (`cohort.overview` without `cohort.view`). */
  followed: z.array(z.strictObject({ id: idSchema })),
  /** Boards that the person was invited to one by one, outside any cohort she sees. */
  boards: z.array(z.strictObject({ id: idSchema, title: z.string() })),
})
/** `GET /api/cohorts/:id`. Someone of one organisation sees only her own in `organisations`. */
export const cohortSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  programme: z.strictObject({ id: idSchema, name: z.string() }),
  organisations: z.array(organisationSchema),
  rights: rightsSchema,
})
/** `GET /api/cohorts/:id/people` (right `people.view`). */
export const peopleSchema = z.strictObject({
  people: z.array(
    z.strictObject({
      membershipId: idSchema,
      personId: idSchema,
      name: z.string(),
      kind: z.enum(['account', 'guest']),
      role: z.enum(ROLES),
      scopeKind: z.enum(SCOPE_KINDS),
      scopeId: z.string(),
      scopeName: z.string(),
      since: timeSchema,
    }),
  ),
})

/** An organisation of a cohort. */
export type Organisation = z.infer<typeof organisationSchema>
/** What the team notes of an organisation. */
export type OrganisationProfile = z.infer<typeof organisationProfileSchema>
/** A cohort as one member sees it. */
export type Cohort = z.infer<typeof cohortSchema>
/** The tree of programmes and cohorts that a person sees. */
export type ProgrammeList = z.infer<typeof programmeListSchema>
/** The members of a cohort. */
export type People = z.infer<typeof peopleSchema>
