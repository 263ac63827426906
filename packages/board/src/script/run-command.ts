import { withMore } from './clock.ts'
import type { CourseCommand, ScriptCommand, StepsCommand } from './commands.ts'
import { editSteps } from './edit-steps.ts'
import type { CommandContext, ScriptOutcome } from './outcome.ts'
import type { RunningState, Script, ScriptState, ScriptStep, StepPowers } from './script.ts'

/** How many ids of commands are remembered: a request that is repeated comes within seconds. */
const RECENT_MAX = 24
/** How many beginnings of steps are remembered. */
const BEGAN_MAX = 200
const MINUTE_MS = 60_000

/** Carries out a command on a script (SPEC.md ST3 to ST14); the script that is handed in stays as it is. */
export function runCommand(script: Script, command: ScriptCommand, context: CommandContext): ScriptOutcome {
  const { state } = script
  if (state.recent.includes(context.commandId)) return { kind: 'repeated' }
  const outcome = isAboutSteps(command)
    ? editSteps(script, command, context)
    : runCourse(script, command, context)
  if (outcome.kind !== 'done') return outcome
  const recent = [...state.recent, context.commandId].slice(-RECENT_MAX)
  const next: ScriptState = { ...outcome.script.state, revision: state.revision + 1, recent }
  return { kind: 'done', script: { steps: outcome.script.steps, state: next } }
}

function isAboutSteps(command: ScriptCommand): command is StepsCommand {
  return (
    command.do === 'addStep' ||
    command.do === 'changeStep' ||
    command.do === 'moveStep' ||
    command.do === 'removeStep'
  )
}

function runCourse(script: Script, command: CourseCommand, { nowMs }: CommandContext): ScriptOutcome {
  const { state, steps } = script
  if (command.do === 'start') {
    if (state.phase === 'running') return { kind: 'overtaken' }
    const [first] = steps
    if (!first) return { kind: 'fault', code: 'script_empty' }
    const step = command.stepId === undefined ? first : steps.find(({ id }) => id === command.stepId)
    if (!step) return { kind: 'fault', code: 'script_step_gone' }
    const course = { ...state, startedAtMs: nowMs, began: [] }
    return { kind: 'done', script: { steps, state: beginStep(course, step, nowMs) } }
  }
  if (command.do === 'allow') {
    if (state.phase === 'running') return { kind: 'overtaken' }
    return { kind: 'done', script: { steps, state: withRest(state, command.may, nowMs) } }
  }
  // What was pressed was meant for a step that is over.
  if (state.phase !== 'running' || state.stepId !== command.from) return { kind: 'overtaken' }
  const changed = (change: Partial<RunningState>): ScriptOutcome => ({
    kind: 'done',
    script: { steps, state: { ...state, ...change } },
  })
  switch (command.do) {
    case 'next':
      return goTo(script, state, { stepId: neighbourOf(steps, state.stepId, 1), nowMs })
    case 'previous':
      return goTo(script, state, { stepId: neighbourOf(steps, state.stepId, -1), nowMs })
    case 'go':
      if (command.stepId === state.stepId) return { kind: 'overtaken' }
      return goTo(script, state, { stepId: command.stepId, nowMs })
    case 'addTime':
      return changed({ clock: withMore(state.clock, command.minutes * MINUTE_MS, nowMs) })
    case 'pause':
      if (state.clock.kind === 'paused') return { kind: 'overtaken' }
      return changed({ clock: { kind: 'paused', leftMs: Math.max(0, state.clock.endsAtMs - nowMs) } })
    case 'resume':
      if (state.clock.kind === 'running') return { kind: 'overtaken' }
      return changed({ clock: { kind: 'running', endsAtMs: nowMs + state.clock.leftMs } })
    case 'end': {
      const { revision, recent, startedAtMs, began } = state
      return {
        kind: 'done',
        script: { steps, state: { phase: 'ended', revision, recent, startedAtMs, began, endedAtMs: nowMs } },
      }
    }
  }
}

/** Words that were on their way when writing was taken away are counted from then, whatever else is changed. */
function withRest(
  { rest, ...state }: Exclude<ScriptState, RunningState>,
  may: StepPowers,
  nowMs: number,
): ScriptState {
  if (may.write && may.moveOwn && may.vote && may.comment) return state
  const sinceMs = rest && !rest.may.write ? rest.sinceMs : nowMs
  return { ...state, rest: { may, sinceMs } }
}

function goTo(
  { steps }: Script,
  state: RunningState,
  { stepId, nowMs }: { stepId: string | undefined; nowMs: number },
): ScriptOutcome {
  const step = steps.find(({ id }) => id === stepId)
  if (!step) return { kind: 'fault', code: 'script_step_gone' }
  return { kind: 'done', script: { steps, state: beginStep(state, step, nowMs) } }
}

function neighbourOf(steps: readonly ScriptStep[], stepId: string, by: 1 | -1): string | undefined {
  return steps[steps.findIndex(({ id }) => id === stepId) + by]?.id
}

function beginStep(
  {
    revision,
    recent,
    startedAtMs,
    began,
  }: Pick<RunningState, 'revision' | 'recent' | 'startedAtMs' | 'began'>,
  { id: stepId, minutes }: ScriptStep,
  nowMs: number,
): RunningState {
  return {
    phase: 'running',
    revision,
    recent,
    startedAtMs,
    began: [...began, { stepId, atMs: nowMs }].slice(-BEGAN_MAX),
    stepId,
    beganAtMs: nowMs,
    clock: { kind: 'running', endsAtMs: nowMs + minutes * MINUTE_MS },
  }
}
