import type { Lang } from '@tablee/board'
import {
  type addCaseImageRequestSchema,
  type addRosterEntryRequestSchema,
  type CaseCheckChange,
  caseBoardsSchema,
  caseCheckSchema,
  caseDraftSchema,
  caseListSchema,
  type changeCaseImageRequestSchema,
  type createCaseRequestSchema,
  type decideFindingRequestSchema,
  type decideStatementRequestSchema,
  publishedSchema,
  type putSynthesisRequestSchema,
  rosterSchema,
  statementSourcesSchema,
  synthesesSchema,
  type updateCaseRequestSchema,
} from '@tablee/contract'
import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod'
import { command, read } from './request.ts'

/** The cases of a cohort, whatever their state. */
export const casesQuery = (cohortId: string) =>
  queryOptions({
    queryKey: ['cohorts', cohortId, 'cases'],
    queryFn: ({ signal }) => read(`/api/cohorts/${cohortId}/cases`, caseListSchema, signal),
  })
/** A draft as its editor sees it, with what was found in it. */
export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['cases', id],
    queryFn: ({ signal }) => read(`/api/cases/${id}`, caseDraftSchema, signal),
  })
/** The notes that a statement comes from, and where they are in the picture. */
export const statementSourcesQuery = (caseId: string, statementId: string, lang: Lang) =>
  queryOptions({
    queryKey: ['cases', caseId, 'sources', statementId, lang],
    queryFn: ({ signal }) =>
      read(
        `/api/cases/${caseId}/statements/${statementId}/sources?lang=${lang}`,
        statementSourcesSchema,
        signal,
      ),
    // a snapshot does not change, and drawing it again takes a moment
    staleTime: Number.POSITIVE_INFINITY,
  })
/** The boards of a case that may be drawn for it. */
export const caseBoardsQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['cases', caseId, 'boards'],
    queryFn: ({ signal }) => read(`/api/cases/${caseId}/boards`, caseBoardsSchema, signal),
  })
/** Whether somebody could guess whose case it is; every change of the case makes it stale too. */
export const caseCheckQuery = (id: string) =>
  queryOptions({
    queryKey: [...caseQuery(id).queryKey, 'check'],
    queryFn: ({ signal }) => read(`/api/cases/${id}/check`, caseCheckSchema, signal),
  })
/** The names that must not survive publication. */
export const rosterQuery = (cohortId: string) =>
  queryOptions({
    queryKey: ['cohorts', cohortId, 'roster'],
    queryFn: ({ signal }) => read(`/api/cohorts/${cohortId}/roster`, rosterSchema, signal),
  })

/** Draws a draft from offered snapshots. */
export const createCase = (request: z.input<typeof createCaseRequestSchema>) =>
  command('POST', '/api/cases', request, z.object({ id: z.string() }))
/** Changes the public name, the tags or the statement of consent. */
export const updateCase = (id: string, request: z.input<typeof updateCaseRequestSchema>) =>
  command('PATCH', `/api/cases/${id}`, request, z.unknown())
/** Keeps, rewords or drops one statement. */
export const decideStatement = (
  caseId: string,
  statementId: string,
  request: z.input<typeof decideStatementRequestSchema>,
) => command('PUT', `/api/cases/${caseId}/statements/${statementId}`, request, z.unknown())
/** Decides what becomes of one identifier, here or everywhere in the case. */
export const decideFinding = (caseId: string, request: z.input<typeof decideFindingRequestSchema>) =>
  command('PUT', `/api/cases/${caseId}/findings`, request, z.unknown())
/** Adds a picture: a file, or the drawing of a board; it is left out until it is ticked. */
export const addCaseImage = (caseId: string, request: z.input<typeof addCaseImageRequestSchema>) =>
  command('POST', `/api/cases/${caseId}/images`, request, z.unknown())
/** Says what is read out of a picture, or whether it enters the case. */
export const changeCaseImage = (
  caseId: string,
  imageId: string,
  request: z.input<typeof changeCaseImageRequestSchema>,
) => command('PUT', `/api/cases/${caseId}/images/${imageId}`, request, z.unknown())
/** Takes a picture out of a draft for good. */
export const removeCaseImage = (caseId: string, imageId: string) =>
  command('DELETE', `/api/cases/${caseId}/images/${imageId}`, {}, z.unknown())
/** Answers a question of the check, or changes what it goes by. */
export const changeCheck = (caseId: string, change: CaseCheckChange) =>
  command('PATCH', `/api/cases/${caseId}/check`, change, z.unknown())
/** Publishes; the server refuses while anything is open or a trace remains. */
export const publishCase = (id: string) => command('POST', `/api/cases/${id}/publish`, {}, publishedSchema)
/** Lets a case enter the totals without a page. */
export const countCase = (id: string) => command('POST', `/api/cases/${id}/count`, {}, z.unknown())
/** Takes it out of them. */
export const countCaseNoMore = (id: string) => command('DELETE', `/api/cases/${id}/count`, {}, z.unknown())
/** Takes a published case back; its address answers "withdrawn" from then on. */
export const withdrawCase = (id: string) => command('POST', `/api/cases/${id}/withdraw`, {}, z.unknown())
/** Adds a name to hide. */
export const addRosterEntry = (cohortId: string, request: z.input<typeof addRosterEntryRequestSchema>) =>
  command('POST', `/api/cohorts/${cohortId}/roster`, request, z.unknown())
/** Takes an added name off the list. */
export const removeRosterEntry = (cohortId: string, entryId: string) =>
  command('DELETE', `/api/cohorts/${cohortId}/roster/${entryId}`, {}, z.unknown())

/** What editors wrote of the stakes, to be read above what cases recommend. */
export const synthesesQuery = queryOptions({
  queryKey: ['library', 'syntheses'],
  queryFn: ({ signal }) => read('/api/library/syntheses', synthesesSchema, signal),
})
/** Writes what stands above a stake in one language. */
export const putSynthesis = (stake: string, request: z.input<typeof putSynthesisRequestSchema>) =>
  command('PUT', `/api/library/syntheses/${stake}`, request, z.unknown())
