import { setTimeout as wait } from 'node:timers/promises'

/** How long « there is no such thing » takes at least, in ms: as long as a look at where something hidden is. */
export const REFUSAL_STEP_MS = 8

/** When a refusal goes out, in ms from the beginning of its request: at the end of the step in which it was decided. */
export function refusalLeavesAt(decidedMs: number): number {
  return (Math.floor(decidedMs / REFUSAL_STEP_MS) + 1) * REFUSAL_STEP_MS
}

/**
 * Holds back « there is no such thing » until the end of its step: how much was asked of the database before, which is
 * more for what exists and is hidden than for what does not exist, is not told by when the answer comes.
 */
export async function holdRefusal(elapsedMs: () => number): Promise<void> {
  const leavesAt = refusalLeavesAt(elapsedMs())
  // a timer may end a little early
  for (let left = leavesAt - elapsedMs(); left > 0; left = leavesAt - elapsedMs()) await wait(Math.ceil(left))
}
