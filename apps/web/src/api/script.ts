import type { ScriptCommand } from '@tablee/board/script'
import { liftedCurtainsSchema, scriptAnswerSchema } from '@tablee/contract'
import { ApiError } from './api-error.ts'
import { command as ask } from './request.ts'
import { newRequestId } from './request-id.ts'

/** Pauses before a command that did not arrive is sent again, in ms. */
const RETRIES_MS = [400, 1_500] as const

/**
 * Runs a board's script; `keepAs` names the snapshot of a step that it ends. A request that got lost is sent again under the same id: the server carries it out once.
 * @throws {ApiError}
 */
export async function sendScriptCommand(boardId: string, command: ScriptCommand, keepAs?: string) {
  const body = { commandId: newRequestId(), command, ...(keepAs !== undefined && { keepAs }) }
  for (const pauseMs of RETRIES_MS) {
    try {
      return await ask('POST', `/api/boards/${boardId}/script`, body, scriptAnswerSchema)
    } catch (error) {
      const isLost = error instanceof ApiError && (error.code === 'offline' || error.code === 'unavailable')
      if (!isLost) throw error
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
  return await ask('POST', `/api/boards/${boardId}/script`, body, scriptAnswerSchema)
}

/**
 * Puts on the board what was written in private, in every zone with a curtain; asking again does nothing more.
 * @throws {ApiError}
 */
export const revealPrivateNotes = (boardId: string) =>
  ask('POST', `/api/boards/${boardId}/curtains/lift`, {}, liftedCurtainsSchema)
