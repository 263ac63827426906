import type { StepMode } from '../method.ts'
import { PACE } from './pace.ts'
import type { Assignment } from './plan-step.ts'

const MINUTE_S = 60

/** What of a step takes time. */
export const TIME_PARTS = ['settle', 'instruction', 'write', 'hear', 'read', 'vote'] as const

/** Minutes of each part of a step; a part that the step does not have is left out. */
export type NeededTime = Partial<Record<(typeof TIME_PARTS)[number], number>>

/** A vote as people meet it. */
export interface MetVote {
  readonly lines: number
  /** Of one person. */
  readonly dots: number
}

/** How long people need for a step, by part (RE1 to RE4). */
export function neededTime(of: {
  mode: StepMode
  instructionWords: number
  assignments: readonly Assignment[]
  /** Words of all notes that the step reveals. */
  revealedWords: number
  vote: MetVote | null
}): NeededTime {
  const { mode, instructionWords, assignments, revealedWords, vote } = of
  const needed: NeededTime = { settle: PACE.settleS / MINUTE_S }
  if (instructionWords > 0) needed.instruction = instructionWords / PACE.spokenWords
  if (assignments.length > 0) needed.write = longestWriting(assignments)
  if (mode === 'plenary' || mode === 'group') {
    const heard = assignments.reduce((sum, each) => sum + heardMinutes(mode, each), 0)
    if (heard > 0) needed.hear = heard
  }
  if (revealedWords > 0) needed.read = revealedWords / PACE.silentWords
  if (vote) needed.vote = (vote.lines * PACE.lineS + vote.dots * PACE.dotS + PACE.resultS) / MINUTE_S
  return needed
}

/** All of it, in minutes. */
export function sumOfTime(needed: NeededTime): number {
  return TIME_PARTS.reduce((sum, part) => sum + (needed[part] ?? 0), 0)
}

function longestWriting(assignments: readonly Assignment[]): number {
  const byPerson = new Map<number, number>()
  for (const { person, words } of assignments) {
    const minutes = PACE.thinkS / MINUTE_S + words / PACE.writtenWords
    byPerson.set(person, (byPerson.get(person) ?? 0) + minutes)
  }
  return Math.max(...byPerson.values())
}

function heardMinutes(mode: StepMode, { words, onSheet }: Assignment): number {
  if (mode === 'group') return PACE.talkS / MINUTE_S
  return words / PACE.spokenWords + (onSheet ? 0 : PACE.turnS / MINUTE_S)
}
