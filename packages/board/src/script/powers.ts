import type { Limits } from './course.ts'

/** Why a participant may not do something now; the browser has a sentence for each. */
export type StepFault = 'step_no_writing' | 'step_no_moving' | 'step_zone_closed'

/** Where something lies: a zone, outside of all, or (undefined) what lies in no zone by its nature, such as an arrow. */
export type StepPlace = string | null | undefined

/** Why a participant may not write there in this step, or null (rule W1). */
export function stepWriteFault(step: Limits, place: StepPlace): StepFault | null {
  if (!step.may.write) return 'step_no_writing'
  return isOpenPlace(step, place) ? null : 'step_zone_closed'
}

/** Why a participant may not move her own things to there in this step, or null (rule W2). */
export function stepMoveFault(step: Limits, place: StepPlace): StepFault | null {
  if (!step.may.moveOwn) return 'step_no_moving'
  return isOpenPlace(step, place) ? null : 'step_zone_closed'
}

/** Whether a step lets participants work there: everywhere when it names no zone. */
export function isOpenPlace({ zones }: Pick<Limits, 'zones'>, place: StepPlace): boolean {
  return zones.length === 0 || place === undefined || (place !== null && zones.includes(place))
}
