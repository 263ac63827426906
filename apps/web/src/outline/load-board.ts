import type { BoardRole } from '@tablee/board/content'
import type { BoardView, Session } from '@tablee/contract'

/** What the page needs to know of the board and the person; read by hand, since the schemas would double the page. */
export interface LightBoard {
  board: Pick<
    BoardView,
    'id' | 'title' | 'template' | 'actorId' | 'colour' | 'schema' | 'cohort' | 'consent' | 'rights' | 'status'
  > & { role: BoardRole }
  person: NonNullable<Session['person']>
}

/** How the reading went: `code` is one of the contract's error codes, or `offline`. */
export type LoadedBoard =
  | { kind: 'board'; loaded: LightBoard }
  | { kind: 'signIn' }
  | { kind: 'problem'; code: string }

/** Asks the server for the board and who is asking. Never rejects. */
export async function loadBoard(boardId: string): Promise<LoadedBoard> {
  const [session, board] = await Promise.all([
    ask('/api/session'),
    ask(`/api/boards/${encodeURIComponent(boardId)}`),
  ])
  if (session.ok && isObject(session.body) && session.body['person'] === null) return { kind: 'signIn' }
  if (!session.ok) return { kind: 'problem', code: session.code }
  if (!board.ok)
    return board.code === 'not_signed_in' ? { kind: 'signIn' } : { kind: 'problem', code: board.code }
  if (!isSession(session.body) || !isBoard(board.body)) return { kind: 'problem', code: 'answer_unreadable' }
  return { kind: 'board', loaded: { board: board.body, person: session.body.person } }
}

declare global {
  interface Window {
    /** What `plan-early.js` asked for while this script was still on its way, by path. */
    tableeEarly?: Map<string, Promise<Response>>
  }
}

/** What was asked for early; once, since an answer tells of its own moment. */
function takeEarly(path: string): Promise<Response> | undefined {
  const early = window.tableeEarly?.get(path)
  window.tableeEarly?.delete(path)
  return early
}

type Answer = { ok: true; body: unknown } | { ok: false; code: string }

async function ask(path: string): Promise<Answer> {
  try {
    const response = await (takeEarly(path) ?? fetch(path, { credentials: 'same-origin' }))
    const body: unknown = await response.json().catch(() => null)
    if (response.ok) return { ok: true, body }
    const error = isObject(body) && isObject(body['error']) ? body['error']['code'] : undefined
    return { ok: false, code: typeof error === 'string' ? error : 'internal' }
  } catch {
    return { ok: false, code: 'offline' }
  }
}

function isSession(body: unknown): body is { person: LightBoard['person'] } {
  return isObject(body) && isObject(body['person']) && typeof body['person']['name'] === 'string'
}

function isBoard(body: unknown): body is LightBoard['board'] {
  const texts = ['id', 'title', 'role', 'actorId', 'colour', 'schema', 'status']
  return (
    isObject(body) &&
    texts.every((name) => typeof body[name] === 'string') &&
    Array.isArray(body['rights']) &&
    isObject(body['consent']) &&
    isObject(body['template']) &&
    isObject(body['template']['title'])
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
