import type { Rank } from './export-document.ts'

/** The ranks of these counts, in their order: ties share the better place, and the next place is skipped. */
export function rankVotes(counts: readonly number[]): Rank[] {
  return counts.map((count) => ({
    place: 1 + counts.filter((other) => other > count).length,
    tied: counts.filter((other) => other === count).length > 1,
  }))
}
