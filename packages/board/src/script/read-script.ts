import type { ReadonlyFacts } from '../content/results.ts'
import { courseStateSchema, type Script, type ScriptState, type ScriptStep, stepsSchema } from './script.ts'
import { methodSteps, SCRIPT_KEY, STEPS_KEY } from './step.ts'
import { methodOfFacts, READY } from './trust-script.ts'

/**
 * The script in a board's facts (SPEC.md ST1, ST2). Until somebody changes or starts it, it is that of the method; what
 * cannot be read is taken as if nothing had begun.
 */
export function readScript(facts: ReadonlyFacts): Script {
  const stored = stepsSchema.safeParse(facts.get(STEPS_KEY))
  const steps = stored.success ? stored.data : methodSteps(methodOfFacts(facts))
  return { steps, state: readState(facts, steps) }
}

function readState(facts: ReadonlyFacts, steps: readonly ScriptStep[]): ScriptState {
  const value = facts.get(SCRIPT_KEY)
  if (value === undefined) return READY
  const state = courseStateSchema.safeParse(value)
  if (!state.success) return READY
  const { data } = state
  return data.phase === 'running' && !steps.some(({ id }) => id === data.stepId) ? READY : data
}
