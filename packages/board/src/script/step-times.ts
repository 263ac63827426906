import type { LocalisedText } from '../language.ts'
import type { Script } from './script.ts'

const MINUTE_MS = 60_000

/** What a step was given, and what it took. */
export interface StepTime {
  /** Missing in what was kept before steps were named. */
  stepId?: string | undefined
  title: LocalisedText
  plannedMinutes: number
  /** Rounded; null for a step that was passed over. */
  realMinutes: number | null
}

/** How long each step took, for the minutes: several turns of a step count together. Null when nothing was started. */
export function stepTimes({ steps, state }: Script, nowMs: number): StepTime[] | null {
  if (state.phase === 'ready') return null
  const endMs = state.phase === 'ended' ? state.endedAtMs : nowMs
  const taken = new Map<string, number>()
  for (const [at, { stepId, atMs }] of state.began.entries()) {
    const untilMs = state.began[at + 1]?.atMs ?? endMs
    taken.set(stepId, (taken.get(stepId) ?? 0) + Math.max(0, untilMs - atMs))
  }
  return steps.map(({ id, title, minutes }) => {
    const ms = taken.get(id)
    return {
      stepId: id,
      title,
      plannedMinutes: minutes,
      realMinutes: ms === undefined ? null : Math.round(ms / MINUTE_MS),
    }
  })
}
