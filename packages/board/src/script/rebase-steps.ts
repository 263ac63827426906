import type { LocalisedText } from '../language.ts'
import type { Method } from '../method.ts'
import { equalValues } from '../record.ts'
import type { ScriptStep } from './script.ts'
import { methodSteps, STEPS_MAX } from './step.ts'

/** The steps that a board keeps, and its method before and after. */
export interface RebasedSteps {
  steps: readonly ScriptStep[]
  /** The method that the kept steps came from; null when nobody knows: then nothing of them is taken for its words. */
  from: Pick<Method, 'steps'> | null
  to: Pick<Method, 'steps' | 'zones'>
}

/**
 * The kept steps with the corrected words of another version of the method (SPEC.md ST15): a title or an instruction
 * that somebody wrote for this workshop stays hers, and nothing but words changes.
 */
export function correctSteps({ steps, from, to }: RebasedSteps): ScriptStep[] {
  const was = byId(from)
  const is = byId(to)
  return steps.map((step) => {
    const before = was.get(step.id)
    const after = is.get(step.id)
    if (!before || !after) return step
    return {
      ...step,
      title: corrected(step.title, before.title, after.title),
      instruction: corrected(step.instruction, before.instruction, after.instruction),
    }
  })
}

/**
 * The kept steps moved to another version of the method (SPEC.md ST16), for a script that has not begun: what the
 * method had is what it has now, and what somebody planned for this workshop stays. Null when nothing was: the board
 * then follows its method again.
 */
export function rebaseSteps({ steps, from, to }: RebasedSteps): ScriptStep[] | null {
  const was = byId(from)
  const is = byId(to)
  if (equalValues(steps, [...was.values()])) return null
  const zoneIds = new Set(to.zones.map(({ id }) => id))
  const kept = steps.flatMap((step): ScriptStep[] => {
    const before = was.get(step.id)
    const after = is.get(step.id)
    if (before && !after && equalValues(step, before)) return []
    const merged = before && after ? mergedStep(step, before, after) : step
    return [{ ...merged, zones: merged.zones.filter((id) => zoneIds.has(id)) }]
  })
  const added = [...is.values()].filter(({ id }) => !was.has(id) && !steps.some((step) => step.id === id))
  return [...kept, ...added].slice(0, STEPS_MAX)
}

function byId(method: Pick<Method, 'steps'> | null): Map<string, ScriptStep> {
  return new Map((method === null ? [] : methodSteps(method)).map((step) => [step.id, step]))
}

/** Field by field: what was changed for this workshop stays, the rest is the method's. */
function mergedStep(step: ScriptStep, before: ScriptStep, after: ScriptStep): ScriptStep {
  const own = <Field extends keyof ScriptStep>(field: Field): ScriptStep[Field] =>
    equalValues(step[field], before[field]) ? after[field] : step[field]
  const dots = own('dots')
  return {
    id: step.id,
    title: own('title'),
    instruction: own('instruction'),
    minutes: own('minutes'),
    mode: own('mode'),
    zones: own('zones'),
    may: own('may'),
    hidesCursors: own('hidesCursors'),
    anonymous: own('anonymous'),
    ...(dots === undefined ? {} : { dots }),
  }
}

function corrected(text: LocalisedText, before: LocalisedText, after: LocalisedText): LocalisedText {
  return equalValues(text, before) ? after : text
}
