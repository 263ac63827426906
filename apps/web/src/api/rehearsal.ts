import { rehearsalViewSchema } from '@tablee/contract'
import { queryOptions } from '@tanstack/react-query'
import { command, read } from './request.ts'

/** How often the page asks how far a rehearsal is, in ms. */
const PROGRESS_EVERY_MS = 1_500

/** The latest rehearsal of a board; asked again while it runs. */
export const rehearsalQuery = (boardId: string) =>
  queryOptions({
    queryKey: ['boards', boardId, 'rehearsal'],
    queryFn: ({ signal }) => read(pathOf(boardId), rehearsalViewSchema, signal),
    refetchInterval: ({ state }) => (state.data?.rehearsal?.state === 'running' ? PROGRESS_EVERY_MS : false),
  })

/** Begins a rehearsal. @throws {ApiError} */
export const beginRehearsal = (boardId: string, people: number) =>
  command('POST', pathOf(boardId), { people }, rehearsalViewSchema)

/** Stops the one that runs. @throws {ApiError} */
export const stopRehearsal = (boardId: string) =>
  command('POST', `${pathOf(boardId)}/stop`, {}, rehearsalViewSchema)

function pathOf(boardId: string): string {
  return `/api/boards/${boardId}/rehearsal`
}
