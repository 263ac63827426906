import {
  arrivalSchema,
  balancedGroupsSchema,
  type balanceRequestSchema,
  type CreateWorkshopRequest,
  collationSchema,
  exclusionsSchema,
  invitationSchema,
  type linkItemsRequestSchema,
  type placeGuestRequestSchema,
  presenceSchema,
  type takeCollatedRequestSchema,
  takenItemsSchema,
  type WorkshopPlace,
  type WorkshopScriptCommand,
  workshopListSchema,
  workshopSchema,
  workshopScriptAnswerSchema,
  workshopScriptsSchema,
  workshopUnfinishedSchema,
} from '@tablee/contract'
import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod'
import { command, read } from './request.ts'

/** How often the page of a running workshop asks who is where, in ms. */
const PRESENCE_EVERY_MS = 10_000

/** The workshops of a cohort. */
export const workshopsQuery = (cohortId: string) =>
  queryOptions({
    queryKey: ['cohorts', cohortId, 'workshops'],
    queryFn: ({ signal }) => read(`/api/cohorts/${cohortId}/workshops`, workshopListSchema, signal),
  })
/** All workshops that the person may see. */
export const ownWorkshopsQuery = queryOptions({
  queryKey: ['workshops'],
  queryFn: ({ signal }) => read('/api/workshops', workshopListSchema, signal),
})
/** One workshop; asked again from time to time, so that who waits on it sees that everybody is called. */
export const workshopQuery = (id: string) =>
  queryOptions({
    queryKey: ['workshops', id],
    queryFn: ({ signal }) => read(`/api/workshops/${id}`, workshopSchema, signal),
    refetchInterval: PRESENCE_EVERY_MS,
  })
/** Who has which of its boards open. */
export const presenceQuery = (id: string) =>
  queryOptions({
    queryKey: ['workshops', id, 'presence'],
    queryFn: ({ signal }) => read(`/api/workshops/${id}/presence`, presenceSchema, signal),
    refetchInterval: PRESENCE_EVERY_MS,
  })
/** At which step each group is; asked again from time to time while the session runs. */
export const groupStepsQuery = (id: string) =>
  queryOptions({
    queryKey: ['workshops', id, 'scripts'],
    queryFn: ({ signal }) => read(`/api/workshops/${id}/scripts`, workshopScriptsSchema, signal),
    refetchInterval: PRESENCE_EVERY_MS,
  })
/** What is still hidden, voted on or under way: asked anew each time that somebody is about to close it. */
export const unfinishedQuery = (id: string) =>
  queryOptions({
    queryKey: ['workshops', id, 'unfinished'],
    queryFn: ({ signal }) => read(`/api/workshops/${id}/unfinished`, workshopUnfinishedSchema, signal),
    staleTime: 0,
    gcTime: 0,
  })
/** All its groups side by side. */
export const collationQuery = (id: string) =>
  queryOptions({
    queryKey: ['workshops', id, 'collation'],
    queryFn: ({ signal }) => read(`/api/workshops/${id}/collation`, collationSchema, signal),
  })
/** The way in for guests. */
export const workshopInvitationQuery = (id: string) =>
  queryOptions({
    queryKey: ['workshops', id, 'invitation'],
    queryFn: () => command('POST', `/api/workshops/${id}/invitations`, {}, invitationSchema),
  })
/** The pairs of organisations that a cohort keeps apart. */
export const exclusionsQuery = (cohortId: string) =>
  queryOptions({
    queryKey: ['cohorts', cohortId, 'exclusions'],
    queryFn: ({ signal }) => read(`/api/cohorts/${cohortId}/exclusions`, exclusionsSchema, signal),
  })

/** Keeps these pairs apart, and no others. */
export const putExclusions = (cohortId: string, pairs: z.input<typeof exclusionsSchema>['pairs']) =>
  command('PUT', `/api/cohorts/${cohortId}/exclusions`, { pairs }, z.unknown())
/** Even groups that break no exclusion. */
export const balanceGroups = (cohortId: string, request: z.input<typeof balanceRequestSchema>) =>
  command('POST', `/api/cohorts/${cohortId}/workshops/balance`, request, balancedGroupsSchema)
/** Makes a workshop with all its boards. */
export const createWorkshop = (cohortId: string, request: CreateWorkshopRequest) =>
  command('POST', `/api/cohorts/${cohortId}/workshops`, request, z.object({ id: z.string() }))
/** Puts an organisation, or a guest who has none, into a group; null lets it wait in the plenary. */
export const placeInGroup = (
  id: string,
  member: { kind: 'organisations' | 'people'; id: string; boardId: string | null },
) =>
  command(
    'PUT',
    `/api/workshops/${id}/${member.kind}/${member.id}`,
    { boardId: member.boardId },
    workshopSchema,
  )
/** Puts one guest into a group, and may say of which organisation she is; null for none. */
export const placeGuest = (
  id: string,
  { personId, ...place }: { personId: string } & z.input<typeof placeGuestRequestSchema>,
) => command('PUT', `/api/workshops/${id}/people/${personId}`, place, workshopSchema)
/** Puts everybody who waits into the group of the organisation that she named. */
export const believeGuests = (id: string) =>
  command('POST', `/api/workshops/${id}/believe`, {}, workshopSchema)
/** Gives somebody the groups that she leads. */
export const assignFacilitator = (id: string, member: { personId: string; boardIds: string[] }) =>
  command(
    'PUT',
    `/api/workshops/${id}/facilitators/${member.personId}`,
    { boardIds: member.boardIds },
    workshopSchema,
  )
/** Gives each organisation that has none a coaching board of a method. */
export const addCoaching = (id: string, templateId: string) =>
  command('POST', `/api/workshops/${id}/coaching`, { templateId }, workshopSchema)
/** Says when the organisation of a coaching board meets its coach; null for no agreed moment. */
export const putMeeting = (id: string, boardId: string, meetsAt: string | null) =>
  command('PUT', `/api/workshops/${id}/coaching/${boardId}`, { meetsAt }, workshopSchema)
/** Calls everybody somewhere. */
export const callEverybody = (id: string, here: WorkshopPlace) =>
  command('POST', `/api/workshops/${id}/here`, { here }, workshopSchema)
/** Runs the scripts of all its groups at once; the same id does it once. */
export const runGroupScripts = (id: string, commandId: string, asked: WorkshopScriptCommand) =>
  command('POST', `/api/workshops/${id}/script`, { commandId, command: asked }, workshopScriptAnswerSchema)
/** Closes a workshop; every board of it is kept as it is, with `reveal` once what is hidden was revealed and votes counted. */
export const closeWorkshop = (id: string, reveal: boolean) =>
  command('POST', `/api/workshops/${id}/close`, { reveal }, workshopSchema)
/** Where one is expected now. */
export const arrive = (id: string) => command('POST', `/api/workshops/${id}/arrive`, {}, arrivalSchema)
/** Says of two items that they say the same, that they only look alike, or takes it back. */
export const linkItems = (id: string, request: z.input<typeof linkItemsRequestSchema>) =>
  command('PUT', `/api/workshops/${id}/collation/links`, request, z.unknown())
/** Takes items of the groups to another board of the workshop. */
export const takeCollated = (id: string, request: z.input<typeof takeCollatedRequestSchema>) =>
  command('POST', `/api/workshops/${id}/taken`, request, takenItemsSchema)
