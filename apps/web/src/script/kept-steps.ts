import type { Lang } from '@tablee/board/content'
import { currentStep, type Script, stepText } from '@tablee/board/script'

/** Before the id of a board, where a device remembers that its steps are to be kept. */
const STORED_PREFIX = 'tablee.keepSteps.'

/** Whether a snapshot is taken at the end of each step that is run from this device; none is unless somebody said so. */
export function wantsSteps(boardId: string): boolean {
  return localStorage.getItem(STORED_PREFIX + boardId) === 'on'
}

/** Says it for this device and board. */
export function keepSteps(boardId: string, on: boolean): void {
  if (on) localStorage.setItem(STORED_PREFIX + boardId, 'on')
  else localStorage.removeItem(STORED_PREFIX + boardId)
}

/** The step that runs, as its snapshot is called; undefined while none does. */
export function stepToKeep(script: Script, lang: Lang): { number: number; title: string } | undefined {
  const step = currentStep(script)
  if (!step) return undefined
  const number = script.steps.findIndex(({ id }) => id === step.id) + 1
  return { number, title: stepText(step.title, lang) }
}
