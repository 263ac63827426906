import type { ReadonlyFacts } from './content/results.ts'
import { isObject } from './record.ts'

/** The key of the workshop in the facts of its boards. The server alone writes it. */
export const WORKSHOP_FACT = 'workshop'

/** What a board knows of its workshop. */
export interface WorkshopFact {
  workshopId: string
  /** What this board is in it. */
  kind: 'plenary' | 'group' | 'collated' | 'coaching'
  /** Nobody is called anywhere before it runs and after it is closed. */
  state: 'planned' | 'running' | 'closed'
  /** Where everybody is expected. */
  here: 'plenary' | 'groups'
  /** Since when, in ms since 1970 by the server's clock. */
  at: number
  /** Grows with every change. */
  revision: number
}

/** The workshop that a board belongs to; null for none. */
export function readWorkshopFact(facts: ReadonlyFacts): WorkshopFact | null {
  const value = facts.get(WORKSHOP_FACT)
  // Only the server writes the facts.
  return isObject(value) ? (value as unknown as WorkshopFact) : null
}
