import {
  openActionsSchema,
  type PackFile,
  packSchema,
  putAsideSchema,
  synthesisSchema,
  type tickActionRequestSchema,
} from '@tablee/contract'
import { queryOptions } from '@tanstack/react-query'
import type * as z from 'zod'
import { currentLanguage } from '../ui/i18n.ts'
import { command, download, read } from './request.ts'

/** How often the page of a session that is being closed asks how far that is, in ms. */
const PROGRESS_EVERY_MS = 1_500

/** How far the closing of a session is; asked again until every board is kept. */
export const packQuery = (workshopId: string) =>
  queryOptions({
    queryKey: ['workshops', workshopId, 'pack'],
    queryFn: ({ signal }) => read(`/api/workshops/${workshopId}/pack`, packSchema, signal),
    refetchInterval: ({ state: { data } }) => (data && data.kept < data.boards ? PROGRESS_EVERY_MS : false),
    retry: false,
  })
/** One file of the pack, made now in the language of the screen. @throws {ApiError} */
export const fetchPackFile = (workshopId: string, file: PackFile) =>
  download(`/api/workshops/${workshopId}/pack/${file}?lang=${currentLanguage()}`)
/** What earlier sessions of the cohort left open. */
export const openActionsQuery = (workshopId: string) =>
  queryOptions({
    queryKey: ['workshops', workshopId, 'open-actions'],
    queryFn: ({ signal }) => read(`/api/workshops/${workshopId}/open-actions`, openActionsSchema, signal),
  })
/** Ticks an action off, or opens it again. */
export const tickAction = (workshopId: string, request: z.input<typeof tickActionRequestSchema>) =>
  command('PUT', `/api/workshops/${workshopId}/open-actions`, request, openActionsSchema)
/** Plan steps and requests for help of all groups. */
export const synthesisQuery = (workshopId: string) =>
  queryOptions({
    queryKey: ['workshops', workshopId, 'synthesis'],
    queryFn: ({ signal }) => read(`/api/workshops/${workshopId}/synthesis`, synthesisSchema, signal),
  })
/** What is put aside in all groups of this session. */
export const putAsideQuery = (workshopId: string) =>
  queryOptions({
    queryKey: ['workshops', workshopId, 'put-aside'],
    queryFn: ({ signal }) => read(`/api/workshops/${workshopId}/put-aside`, putAsideSchema, signal),
  })
