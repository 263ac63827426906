import { LANGUAGES, type Lang, type LocalisedText } from '../language.ts'
import type { Method, MethodStep, StepMode } from '../method.ts'
import type { ScriptStep, StepPowers } from './script.ts'

/** The key of the running state in a board's facts: which step, until when. The server alone writes it. */
export const SCRIPT_KEY = 'script'

/** The key of the steps in a board's facts: apart from the state, so that a change of step is a small message. */
export const STEPS_KEY = 'script:steps'

/** Most steps of one script. */
export const STEPS_MAX = 40
/** Longest step, in minutes: a working day. */
export const STEP_MINUTES_MAX = 480
/** Longest title of a step, in characters. */
export const STEP_TITLE_MAX = 120
/** Longest instruction of a step, in characters. */
export const STEP_INSTRUCTION_MAX = 1_000
/** Most zones that a step names. */
export const STEP_ZONES_MAX = 40
/** Most dots of one person in a vote. */
export const STEP_DOTS_MAX = 100
/** The form of a step's id. */
export const STEP_ID = /^[A-Za-z0-9_-]{1,40}$/

/** What participants may do in a step of this mode unless the script says otherwise. */
export function powersOf(mode: StepMode): StepPowers {
  const isVote = mode === 'vote'
  return { write: !isVote, moveOwn: !isVote, vote: true, comment: true }
}

/** A step's text in a language, or in the first one that says something. */
export function stepText(text: LocalisedText, lang: Lang): string {
  return text[lang].trim() || LANGUAGES.map((each) => text[each].trim()).find(Boolean) || ''
}

/** The steps of a method as a script has them: where none names zones the whole board is open; a mode says what participants may do. */
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
      zones: [...(step.zones ?? [])].slice(0, STEP_ZONES_MAX),
      may: { ...powersOf(step.mode), ...definedOf(step.may) },
      hidesCursors: step.mode === 'private' || step.mode === 'vote',
      anonymous: step.mode === 'private' && step.anonymous === true,
      ...(step.mode === 'vote' && step.dots !== undefined ? { dots: step.dots } : {}),
    }
  })
}

/** What a step says itself of what participants may do. */
function definedOf(may: MethodStep['may'] = {}): Partial<StepPowers> {
  const { write, moveOwn, vote } = may
  return {
    ...(write === undefined ? {} : { write }),
    ...(moveOwn === undefined ? {} : { moveOwn }),
    ...(vote === undefined ? {} : { vote }),
  }
}

/** An own method names its steps; shipped ones tell them apart by their place. */
function ownId(step: MethodStep): string | null {
  return 'id' in step && typeof step.id === 'string' && STEP_ID.test(step.id) ? step.id : null
}

function cut(text: MethodStep['title'], max: number): MethodStep['title'] {
  return { fr: text.fr.slice(0, max), nl: text.nl.slice(0, max), en: text.en.slice(0, max) }
}
