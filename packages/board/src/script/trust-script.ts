import type { ReadonlyFacts } from '../content/results.ts'
import { METHOD_KEY, type Method } from '../method.ts'
import { isObject } from '../record.ts'
import type { Script, ScriptState, ScriptStep } from './script.ts'
import { methodSteps, SCRIPT_KEY, STEPS_KEY } from './step.ts'

/** A script that nobody has begun. */
export const READY: ScriptState = { phase: 'ready', revision: 0, recent: [] }

/**
 * The script in the facts of a board that a server of this very version sent: as `readScript` says, without its schemas,
 * which would double a page. No author writes the facts (rule B2), and the server reads them with the schemas.
 */
export function trustScript(facts: ReadonlyFacts): Script {
  const stored = facts.get(STEPS_KEY)
  const steps = Array.isArray(stored) ? (stored as ScriptStep[]) : methodSteps(methodOfFacts(facts))
  const state = facts.get(SCRIPT_KEY)
  return { steps, state: isObject(state) ? (state as unknown as ScriptState) : READY }
}

/** The method among a board's facts, as far as its steps go. */
export function methodOfFacts(facts: ReadonlyFacts): Pick<Method, 'steps'> {
  const method = facts.get(METHOD_KEY)
  // Only the server writes the facts, a method from a parsed template.
  return isObject(method) ? (method as unknown as Method) : { steps: [] }
}
