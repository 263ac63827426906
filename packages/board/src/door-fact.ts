import type { ReadonlyFacts } from './content/results.ts'
import { isObject } from './record.ts'

/** The key of the door in the facts of a board. The server alone writes it. */
export const DOOR_FACT = 'door'

/** What a board knows of its door; who waits there is told to those who lead alone. */
export interface DoorFact {
  /** Nobody new comes in: who comes waits until she is let in. */
  locked: boolean
  /** How many waited when the board was last told. */
  waiting: number
  /** Grows with every change. */
  revision: number
}

/** The door of a board; null for one that was never locked. */
export function readDoorFact(facts: ReadonlyFacts): DoorFact | null {
  const value = facts.get(DOOR_FACT)
  // Only the server writes the facts.
  return isObject(value) ? (value as unknown as DoorFact) : null
}
