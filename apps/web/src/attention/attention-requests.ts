import type { StepPowers } from '@tablee/board/script'
import i18next from 'i18next'

/** What the door of a board and those before it are told as. */
export interface ShownDoor {
  /** `table`: who sits at the board, not the lock of the whole session; `none`: neither. */
  holds: 'all' | 'table' | 'none'
  locked: boolean
  waiting: readonly AtDoor[]
  refused: readonly AtDoor[]
  removed: readonly AtDoor[]
}

/** Somebody at a door. */
export interface AtDoor {
  actorId: string
  name: string
}

/** A note that was taken off the board. */
export interface DeletedNote {
  id: string
  text: string
  zoneId: string | null
  deletedAt: string
}

/** What the server said no to; `code` is one of the contract's, or `offline`. */
class AttentionRefused extends Error {
  override readonly name = 'AttentionRefused'
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/**
 * Asks the server about the attention or the door of a board. Answers are trusted by shape: the contract's schemas would
 * double the light page, which has none.
 * @throws {AttentionRefused}
 */
async function ask<T>(method: string, path: string, body?: object): Promise<T> {
  let answer: Response
  try {
    answer = await fetch(`/api/boards/${path}`, {
      method,
      credentials: 'same-origin',
      // rows without a text are told by their terms, in the reader's language
      headers: {
        ...(i18next.language ? { 'accept-language': i18next.language } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  } catch {
    throw new AttentionRefused('offline')
  }
  const read: unknown = await answer.json().catch(() => null)
  if (!answer.ok) throw new AttentionRefused(codeOf(read))
  // the server's schemas say so
  return read as T
}

function codeOf(body: unknown): string {
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : null
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  return typeof code === 'string' ? code : 'internal'
}

/** A part of the page that everybody is called to. */
export interface CallTarget {
  zoneId: string | null
  view: { x: number; y: number; w: number; h: number } | null
}

/** What a person, or who leads, does on one board. */
export const attentionRequests = (boardId: string) => {
  const id = encodeURIComponent(boardId)
  return {
    callHere: (to: CallTarget) => ask('POST', `${id}/attention/call`, to),
    spotlight: (zoneId: string | null) => ask('PUT', `${id}/attention/spotlight`, { zoneId }),
    /** Says what participants may do: in the step that is named, or while none runs. */
    allow: async (may: StepPowers, stepId: string | null) => {
      const { sendScriptCommand } = await import('../api/script.ts')
      const command =
        stepId === null
          ? ({ do: 'allow', may } as const)
          : ({ do: 'changeStep', stepId, step: { may } } as const)
      const { outcome } = await sendScriptCommand(boardId, command)
      // a step began or ended meanwhile, and says it itself
      if (outcome === 'overtaken') throw new AttentionRefused('script_step_gone')
    },
    raiseHand: (up: boolean) => ask('PUT', `${id}/attention/hand`, { up }),
    lowerHands: (actorId: string | null) => ask('POST', `${id}/attention/hands/lower`, { actorId }),
    readDone: async () => (await ask<{ done: boolean }>('GET', `${id}/attention/done`)).done,
    markDone: async (step: string, done: boolean) =>
      (await ask<{ done: boolean }>('PUT', `${id}/attention/done`, { step, done })).done,
    readDoor: () => ask<ShownDoor>('GET', `${id}/door`),
    lockDoor: (locked: boolean) => ask<ShownDoor>('PUT', `${id}/door`, { locked }),
    answerDoor: (actorIds: readonly string[], admit: boolean) =>
      ask<ShownDoor>('POST', `${id}/door/answers`, { actorIds, admit }),
    sendOut: (actorId: string) => ask<ShownDoor>('POST', `${id}/door/removals`, { actorId }),
    readDeleted: async () =>
      (await ask<{ notes: readonly DeletedNote[] }>('GET', `${id}/deleted-notes`)).notes,
    restore: (noteIds: readonly string[]) => ask('POST', `${id}/deleted-notes/restore`, { noteIds }),
  }
}

/** What a person, or who leads, does on one board. */
export type AttentionRequests = ReturnType<typeof attentionRequests>
