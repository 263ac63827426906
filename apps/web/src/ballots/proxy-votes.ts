import type { OpenBallot } from '@tablee/board/content'
import type { Cast } from '@tablee/contract'

/** What so many people without a device still may give together; below nothing when it is too much. */
export function leftToGive({ kind, budget }: OpenBallot, voices: number, votes: Cast): number {
  const each = kind === 'choice' ? 1 : (budget ?? 0)
  return each * voices - Object.values(votes).reduce((sum, given) => sum + given, 0)
}
