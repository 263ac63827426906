import {
  boardListSchema,
  boardSchema,
  type createBoardRequestSchema,
  type createBoardsRequestSchema,
  createdBoardsSchema,
  missingNotesSchema,
  scriptViewSchema,
  snapshotListSchema,
  type takeSnapshotRequestSchema,
  type updateBoardRequestSchema,
} from '@tablee/contract'
import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod'
import { command, read } from './request.ts'

/** The boards of a cohort that the person may see. */
export const boardsQuery = (cohortId: string) =>
  queryOptions({
    queryKey: ['cohorts', cohortId, 'boards'],
    queryFn: ({ signal }) => read(`/api/cohorts/${cohortId}/boards`, boardListSchema, signal),
  })
/** One board with what the person may do on it. */
export const boardQuery = (id: string) =>
  queryOptions({
    queryKey: ['boards', id],
    queryFn: ({ signal }) => read(`/api/boards/${id}`, boardSchema, signal),
  })
/** The snapshots of a board, newest first. */
export const boardSnapshotsQuery = (boardId: string) =>
  queryOptions({
    queryKey: ['boards', boardId, 'snapshots'],
    queryFn: ({ signal }) => read(`/api/boards/${boardId}/snapshots`, snapshotListSchema, signal),
  })
/** The steps of a board and where it stands in them. */
export const scriptQuery = (boardId: string) =>
  queryOptions({
    queryKey: ['boards', boardId, 'script'],
    queryFn: ({ signal }) => read(`/api/boards/${boardId}/script`, scriptViewSchema, signal),
  })
/** The snapshots that a cohort offered to the team. */
export const offeredSnapshotsQuery = (cohortId: string) =>
  queryOptions({
    queryKey: ['cohorts', cohortId, 'snapshots'],
    queryFn: ({ signal }) => read(`/api/cohorts/${cohortId}/snapshots`, snapshotListSchema, signal),
  })
/** Opens a board; the server has seeded it from its method when this resolves. */
export const createBoard = (request: z.input<typeof createBoardRequestSchema>) =>
  command('POST', '/api/boards', request, z.object({ id: z.string() }))
/** Opens one board for each of these organisations; all or none. */
export const createBoards = (request: z.input<typeof createBoardsRequestSchema>) =>
  command('POST', '/api/boards/batch', request, createdBoardsSchema)
/** Renames, archives or reopens a board. */
export const updateBoard = (id: string, request: z.input<typeof updateBoardRequestSchema>) =>
  command('PATCH', `/api/boards/${id}`, request, z.unknown())
/** Keeps what is on a board now, under a name, for good. */
export const takeSnapshot = (boardId: string, request: z.input<typeof takeSnapshotRequestSchema>) =>
  command('POST', `/api/boards/${boardId}/snapshots`, request, z.object({ id: z.string() }))
/** Makes the board again what a snapshot kept of it; what stands there now is kept first, under this name. */
export const restoreSnapshot = (id: string, keepAs: string) =>
  command('POST', `/api/snapshots/${id}/restore`, { keepAs }, z.unknown())
/** What the board of a snapshot does not have any more. */
export const missingNotesQuery = (id: string) =>
  queryOptions({
    queryKey: ['snapshots', id, 'missing-notes'],
    queryFn: ({ signal }) => read(`/api/snapshots/${id}/missing-notes`, missingNotesSchema, signal),
  })
/** Puts single notes of a snapshot back on its board. */
export const restoreMissing = (id: string, noteIds: string[]) =>
  command('POST', `/api/snapshots/${id}/missing-notes`, { noteIds }, z.unknown())
/** Offers a snapshot to the team, or takes it back. */
export const offerSnapshot = (id: string, offered: boolean) =>
  command('PATCH', `/api/snapshots/${id}`, { offered }, z.unknown())
