import type { Awareness } from 'y-protocols/awareness'
import { usePresent } from '../ui/use-present.ts'

/** Somebody else on the board, and the note that she is writing in. */
export interface PersonHere {
  id: string
  name: string
  color: string
  writingIn: string | null
}

/** The field of the awareness that says in which note somebody writes. */
const WRITING_FIELD = 'writing'

/** Tells the others in which note this person writes; null when in none. */
export function tellWriting(awareness: Awareness, itemId: string | null): void {
  if (awareness.getLocalState()?.[WRITING_FIELD] === itemId) return
  awareness.setLocalStateField(WRITING_FIELD, itemId)
}

/** Everybody else on the board, each once, in the order of their names. */
export const usePeople = (awareness: Awareness, ownId: string): PersonHere[] =>
  usePresent(awareness, ownId, readPeople)

function readPeople(awareness: Awareness, ownId: string): PersonHere[] {
  const people = new Map<string, PersonHere>()
  for (const state of awareness.getStates().values()) {
    const user: unknown = state['user']
    const writing: unknown = state[WRITING_FIELD]
    if (!isUser(user) || user.id === ownId) continue
    const writingIn = typeof writing === 'string' ? writing : (people.get(user.id)?.writingIn ?? null)
    people.set(user.id, { id: user.id, name: user.name, color: user.color, writingIn })
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1))
}

function isUser(user: unknown): user is { id: string; name: string; color: string } {
  if (typeof user !== 'object' || user === null) return false
  const { id, name, color } = user as Record<string, unknown> // an object's fields are unknown, no more
  return typeof id === 'string' && typeof name === 'string' && typeof color === 'string'
}
