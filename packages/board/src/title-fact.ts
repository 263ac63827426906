import type { ReadonlyFacts } from './content/results.ts'

/** The key of a board's title in its facts, once somebody has renamed it. The server alone writes it. */
export const TITLE_FACT = 'title'

/** The title that somebody gave the board; null while it has the one that it was made with. */
export function readTitle(facts: ReadonlyFacts): string | null {
  const value = facts.get(TITLE_FACT)
  return typeof value === 'string' ? value : null
}
