import { currentStep, type Script, timeLeftMs } from '@tablee/board/script'

const MINUTE_MS = 60_000

/** What is told aloud: a new step, one minute left, the time is up, the end. */
export type Moment = 'began' | 'minute' | 'up' | 'ended'

/** Where a script stood when it was last looked at. */
export interface Glance {
  phase: Script['state']['phase']
  stepId: string | null
  leftMs: number
}

/** Looks at a script. */
export function glanceAt(script: Script, nowMs: number): Glance {
  const { state } = script
  return {
    phase: state.phase,
    stepId: currentStep(script)?.id ?? null,
    leftMs: state.phase === 'running' ? timeLeftMs(state.clock, nowMs) : 0,
  }
}

/** What happened between two looks that somebody who does not see the clock should hear; mostly nothing. */
export function momentBetween(before: Glance, now: Glance): Moment | null {
  if (now.phase === 'ended') return before.phase === 'running' ? 'ended' : null
  if (now.phase !== 'running') return null
  if (now.stepId !== before.stepId || before.phase !== 'running') return 'began'
  if (before.leftMs > 0 && now.leftMs <= 0) return 'up'
  if (before.leftMs > MINUTE_MS && now.leftMs <= MINUTE_MS && now.leftMs > 0) return 'minute'
  return null
}
