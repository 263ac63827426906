import type { RunningState, Script, ScriptState, ScriptStep, StepClock } from './script.ts'

const MINUTE_MS = 60_000
/** Share of a step's time that is left when its clock first warns (SessionLab's rule). */
const WARN_SHARE = 0.2
/** Share of a step's time that is left when its clock warns again. */
const LAST_SHARE = 0.05

/** The step that a script is at; null when it does not run. */
export function currentStep({ steps, state }: Script): ScriptStep | null {
  if (state.phase !== 'running') return null
  return steps.find(({ id }) => id === state.stepId) ?? null
}

/** What participants are held to: by a step, or by who leads while none runs. */
export type Limits = Pick<ScriptStep, 'may' | 'zones'> & {
  /** Null while no step runs. */
  readonly id: string | null
  readonly mode: ScriptStep['mode'] | null
  readonly title: ScriptStep['title'] | null
}

/** What participants are held to now; null when they may do all (SPEC.md ST18). */
export function limitsNow(script: Script): Limits | null {
  const { state } = script
  if (state.phase === 'running') return currentStep(script)
  return state.rest ? { id: null, mode: null, title: null, zones: [], may: state.rest.may } : null
}

/** What is left on a clock, in ms; negative is how long the time has been up. */
export function timeLeftMs(clock: StepClock, nowMs: number): number {
  return clock.kind === 'paused' ? clock.leftMs : clock.endsAtMs - nowMs
}

/** How much time is left: plenty, a fifth, a twentieth, or none. */
export type TimeMood = 'plenty' | 'little' | 'last' | 'up'

/** Says it of a step's clock. */
export function timeMood(
  clock: StepClock,
  { minutes }: Pick<ScriptStep, 'minutes'>,
  nowMs: number,
): TimeMood {
  const leftMs = timeLeftMs(clock, nowMs)
  if (leftMs <= 0) return 'up'
  const share = leftMs / (minutes * MINUTE_MS)
  if (share <= LAST_SHARE) return 'last'
  return share <= WARN_SHARE ? 'little' : 'plenty'
}

/** All minutes of a script. */
export function totalMinutes(steps: readonly Pick<ScriptStep, 'minutes'>[]): number {
  return steps.reduce((sum, { minutes }) => sum + minutes, 0)
}

/**
 * By how many ms a course is behind its plan (negative: ahead), if the present step ends when its clock says: steps that
 * were passed over count as time won (SPEC.md ST13).
 */
export function behindMs(
  { steps, state }: { steps: Script['steps']; state: RunningState },
  nowMs: number,
): number {
  const at = steps.findIndex(({ id }) => id === state.stepId)
  const plannedMs = totalMinutes(steps.slice(0, at + 1)) * MINUTE_MS
  const endsAtMs = nowMs + Math.max(0, timeLeftMs(state.clock, nowMs))
  return endsAtMs - (state.startedAtMs + plannedMs)
}

/** The step that was current before the present one; null when this is the first, or it was taken away. */
export function stepBefore({
  steps,
  state,
}: {
  steps: Script['steps']
  state: ScriptState
}): ScriptStep | null {
  if (state.phase !== 'running') return null
  const before = state.began.at(-2)
  return (before && steps.find(({ id }) => id === before.stepId)) ?? null
}
