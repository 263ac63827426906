import type { ReadonlyFacts } from './content/results.ts'
import { isObject } from './record.ts'
import { currentStep } from './script/course.ts'
import type { Script } from './script/script.ts'

/** The key, in the facts of a board, of where those who lead turn everybody's eyes. The server alone writes it. */
export const ATTENTION_FACT = 'attention'
/** The key of the hands that are up. */
export const HANDS_FACT = 'hands'
/** The key of who has finished the step that runs. */
export const DONE_FACT = 'done'

/** A part of the page, in its own units. */
interface PageView {
  x: number
  y: number
  w: number
  h: number
}

/** Everybody is called to a place: a zone, or the view of who calls and the zone in the middle of it. */
interface AttentionCall {
  /** Random: a call that is told twice is one. */
  id: string
  /** Grows with each call. */
  count: number
  /** The actor who calls. */
  by: string
  zoneId: string | null
  view: PageView | null
}

/** Where those who lead turn everybody's eyes. */
export interface AttentionFact {
  call: AttentionCall | null
  /** The zone that is lit; the others are dimmed and work as before. */
  spotlight: string | null
}

/** Who has finished a step. */
export interface DoneFact {
  /** Which one, as `stepRun` says. */
  step: string
  /** One mark for each person, sorted: her actor id, or in an anonymous step one that nobody can read. */
  marks: readonly string[]
}

/** Where everybody's eyes are turned. */
export function readAttention(facts: ReadonlyFacts): AttentionFact {
  const value = facts.get(ATTENTION_FACT)
  // Only the server writes the facts.
  return isObject(value) ? (value as unknown as AttentionFact) : { call: null, spotlight: null }
}

/** The actors whose hand is up, in the order in which they raised it. */
export function readHands(facts: ReadonlyFacts): readonly string[] {
  const value = facts.get(HANDS_FACT)
  // Only the server writes the facts.
  return Array.isArray(value) ? (value as string[]) : []
}

/**
 * Names one run of a step: who goes back to it begins anew, and so does a step that is made anonymous or named while it
 * runs, since its marks are of another kind then. Null while no step runs.
 */
export function stepRun(script: Script): string | null {
  const { state } = script
  if (state.phase !== 'running') return null
  const isAnonymous = currentStep(script)?.anonymous === true
  return `${state.stepId} ${state.beganAtMs}${isAnonymous ? ' anonymous' : ''}`
}

/** The marks of who has finished the step that runs; none once it has changed. */
export function readDone(facts: ReadonlyFacts, script: Script): readonly string[] {
  const value = facts.get(DONE_FACT)
  // Only the server writes the facts.
  const done = isObject(value) ? (value as unknown as DoneFact) : null
  return done && done.step === stepRun(script) ? done.marks : []
}
