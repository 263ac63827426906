import type { CaseDraft, DraftStatement } from './case-draft.ts'

/** Two statements that tell it differently. */
export interface Contrast {
  readonly statementIds: readonly [string, string]
  /** Whether somebody said so; else it only looks so: one thing, two roles, opposite signs. */
  readonly linked: boolean
}

/**
 * The pairs of a draft: those that were linked, and those that look alike enough to be shown as “two views”. A pair is
 * shown, never merged, and nothing waits for it (R96). What is left out has no pair.
 */
export function findContrasts({ statements }: CaseDraft): Contrast[] {
  const present = statements.filter(({ decision }) => decision.state !== 'dropped')
  return present.flatMap((one, at) =>
    present.slice(at + 1).flatMap((other): Contrast[] => {
      const linked = one.contrastWith.includes(other.id)
      return linked || looksContrary(one, other) ? [{ statementIds: [one.id, other.id], linked }] : []
    }),
  )
}

function looksContrary(one: DraftStatement, other: DraftStatement): boolean {
  const signs = [one.sign, other.sign]
  return (
    one.role !== null &&
    other.role !== null &&
    one.role !== other.role &&
    signs.includes('po_positif') &&
    signs.includes('po_negatif') &&
    one.tags.some((tag) => other.tags.includes(tag))
  )
}
