import * as z from 'zod'
import type { ReadonlyFacts } from '../content/results.ts'
import { METHOD_KEY, type Method, type MethodStep } from '../method.ts'
import { isObject } from '../record.ts'
import {
  courseStateSchema,
  powersOf,
  SCRIPT_KEY,
  type Script,
  type ScriptState,
  type ScriptStep,
  STEP_INSTRUCTION_MAX,
  STEP_MINUTES_MAX,
  STEP_TITLE_MAX,
  STEPS_KEY,
  STEPS_MAX,
  stepIdSchema,
  stepsSchema,
} from './script.ts'

const READY: ScriptState = { phase: 'ready', revision: 0, recent: [] }

/**
 * The script in a board's facts (SPEC.md ST1, ST2). Until somebody changes or starts it, it is that of the method; what
 * cannot be read is taken as if nothing had begun.
 */
export function readScript(facts: ReadonlyFacts): Script {
  const stored = stepsSchema.safeParse(facts.get(STEPS_KEY))
  const method = facts.get(METHOD_KEY)
  // Only the server writes the facts, a method from a parsed template.
  const steps = stored.success
    ? stored.data
    : isObject(method)
      ? methodSteps(method as unknown as Method)
      : []
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

/** The steps of a method as a script has them: the whole board is open, and a mode says what participants may do. */
export function methodSteps({ steps }: Pick<Method, 'steps'>): ScriptStep[] {
  const taken = new Set<string>()
  return steps.slice(0, STEPS_MAX).map((step, at) => {
    const own = ownId(step)
    const id = own !== null && !taken.has(own) ? own : `step-${at + 1}`
    taken.add(id)
    return {
      id,
      title: cut(step.title, STEP_TITLE_MAX),
      instruction: cut(step.instruction, STEP_INSTRUCTION_MAX),
      minutes: Math.min(STEP_MINUTES_MAX, Math.max(1, Math.round(step.minutes))),
      mode: step.mode,
      zones: [],
      may: powersOf(step.mode),
      hidesCursors: step.mode === 'private' || step.mode === 'vote',
      anonymous: false,
    }
  })
}

/** An own method names its steps; shipped ones tell them apart by their place. */
function ownId(step: MethodStep): string | null {
  const named = z.object({ id: stepIdSchema }).safeParse(step)
  return named.success ? named.data.id : null
}

function cut(text: MethodStep['title'], max: number): MethodStep['title'] {
  return { fr: text.fr.slice(0, max), nl: text.nl.slice(0, max), en: text.en.slice(0, max) }
}
