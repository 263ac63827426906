/** The errors of a board whose door is closed to somebody. */
const DOOR_CODES = ['door_locked', 'door_refused', 'door_removed'] as const
/** One of them. */
export type DoorCode = (typeof DOOR_CODES)[number]

/** How somebody stands before a door. */
const STATES = ['open', 'waiting', 'refused', 'removed'] as const
/** How somebody stands before a door. */
export type Knocked = (typeof STATES)[number]

/** Whether an error says that the door of a board is closed. */
export function isDoorCode(code: unknown): code is DoorCode {
  return DOOR_CODES.some((each) => each === code)
}

/** Asks to be let in; null when the server does not say. Read by hand: the schemas would double a page of one sentence. */
export async function knock(boardId: string): Promise<Knocked | null> {
  try {
    const answer = await fetch(`/api/boards/${encodeURIComponent(boardId)}/knock`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    const body: unknown = await answer.json()
    if (!answer.ok || typeof body !== 'object' || body === null || !('state' in body)) return null
    return STATES.find((state) => state === body.state) ?? null
  } catch {
    return null
  }
}
