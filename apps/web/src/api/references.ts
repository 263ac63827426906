import { boardItemsSchema, referencesSchema, sourcesSchema, takenItemsSchema } from '@tablee/contract'
import { command, read } from './request.ts'

/** The boards that items may be taken from, this one first. @throws {ApiError} */
export const readSources = (boardId: string, signal?: AbortSignal) =>
  read(`/api/boards/${boardId}/sources`, sourcesSchema, signal)

/** What is written in the zones of a board. @throws {ApiError} */
export const readBoardItems = (boardId: string, signal?: AbortSignal) =>
  read(`/api/boards/${boardId}/items`, boardItemsSchema, signal)

/** Where items of a board were taken from. @throws {ApiError} */
export const readReferences = (boardId: string, signal?: AbortSignal) =>
  read(`/api/boards/${boardId}/references`, referencesSchema, signal)

/** Takes items of a board into a zone of another. @throws {ApiError} */
export const takeItems = (
  boardId: string,
  order: { fromBoardId: string; itemIds: readonly string[]; zoneId: string },
) => command('POST', `/api/boards/${boardId}/references`, order, takenItemsSchema)
