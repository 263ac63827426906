import { importedSchema } from '@tablee/contract'
import { command } from './request.ts'

/** Brings the shapes of a `.tldr` file onto a board. @throws {ApiError} */
export const importTldraw = (boardId: string, file: string) =>
  command('POST', `/api/boards/${boardId}/imports/tldraw`, { file }, importedSchema)
