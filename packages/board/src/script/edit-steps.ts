import { withMore } from './clock.ts'
import type { StepsCommand } from './commands.ts'
import type { CommandContext, ScriptOutcome } from './outcome.ts'
import type { Script, ScriptState, ScriptStep } from './script.ts'
import { STEPS_MAX } from './step.ts'

const MINUTE_MS = 60_000

/** Changes the steps of a script, also while it runs (SPEC.md ST9, ST10). */
export function editSteps(
  { steps, state }: Script,
  command: StepsCommand,
  { nowMs, zoneIds }: CommandContext,
): ScriptOutcome {
  const at = steps.findIndex(({ id }) => id === command.stepId)
  const present = steps[at]
  const done = (next: readonly ScriptStep[], nextState: ScriptState = state): ScriptOutcome => ({
    kind: 'done',
    script: { steps: next, state: nextState },
  })
  switch (command.do) {
    case 'addStep': {
      if (present) return { kind: 'repeated' }
      if (steps.length >= STEPS_MAX) return { kind: 'fault', code: 'script_full' }
      if (namesUnknown(command.step.zones, zoneIds)) return { kind: 'fault', code: 'script_zone_unknown' }
      return done(putBefore(steps, { id: command.stepId, ...command.step }, command.before))
    }
    case 'changeStep': {
      if (!present) return { kind: 'fault', code: 'script_step_gone' }
      if (namesUnknown(command.step.zones ?? [], zoneIds))
        return { kind: 'fault', code: 'script_zone_unknown' }
      const changed = { ...present, ...command.step }
      return done(steps.with(at, changed), followMinutes(state, present, changed, nowMs))
    }
    case 'moveStep': {
      if (!present) return { kind: 'fault', code: 'script_step_gone' }
      if (command.before === command.stepId) return { kind: 'repeated' }
      return done(putBefore(steps.toSpliced(at, 1), present, command.before))
    }
    case 'removeStep': {
      if (!present) return { kind: 'repeated' }
      if (state.phase === 'running' && state.stepId === command.stepId)
        return { kind: 'fault', code: 'script_step_running' }
      return done(steps.toSpliced(at, 1))
    }
  }
}

/** Before a step, or at the end: also when that one was taken away meanwhile. */
function putBefore(steps: readonly ScriptStep[], step: ScriptStep, before: string | null): ScriptStep[] {
  const at = before === null ? -1 : steps.findIndex(({ id }) => id === before)
  return steps.toSpliced(at === -1 ? steps.length : at, 0, step)
}

function namesUnknown(zones: readonly string[], known: ReadonlySet<string>): boolean {
  return zones.some((id) => !known.has(id))
}

/** Other minutes of the step that runs move its end by the difference. */
function followMinutes(
  state: ScriptState,
  before: ScriptStep,
  after: ScriptStep,
  nowMs: number,
): ScriptState {
  const difference = after.minutes - before.minutes
  if (state.phase !== 'running' || state.stepId !== after.id || difference === 0) return state
  return { ...state, clock: withMore(state.clock, difference * MINUTE_MS, nowMs) }
}
