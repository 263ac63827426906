import { type BoardContent, metaRoot, methodOf, readContent } from '@tablee/board'
import { decodeBoard } from '@tablee/board/edit'
import {
  planStep,
  type RehearsalReport,
  type RehearsedStep,
  rehearsalReport,
  rehearsedMinutes,
} from '@tablee/board/rehearsal'
import { readScript, type ScriptCommand, type ScriptStep } from '@tablee/board/script'
import { newId } from '../ids.ts'
import { runOnBoard } from '../script/run-on-board.ts'
import type { BoardCopy } from './board-copy.ts'
import type { SimulatedPeople, SimulatedPerson } from './simulated-people.ts'
import { voteInStep } from './vote-in-step.ts'
import { seen, timeout, writeInPrivate, writeOnBoard } from './write-notes.ts'

/** How a rehearsal is run. */
export interface RehearsalPace {
  /** Resolves when the next step may begin: a coach follows the progress, and others use these cores. */
  next(of: { stepsDone: number }): Promise<void>
}

/** Plays the script of a copy from its first step to its end, as a facilitator and participants do. @returns what it came to */
export async function rehearse(
  copy: BoardCopy,
  simulated: SimulatedPeople,
  pace: RehearsalPace,
): Promise<RehearsalReport> {
  const { lead } = simulated
  const { steps } = readScript(metaRoot(lead.doc))
  const filled = new Set<string>()
  const refusedByMax = new Map<string, number>()
  const rehearsed: RehearsedStep[] = []
  let before: ScriptStep | null = null
  for (const step of steps) {
    await pace.next({ stepsDone: rehearsed.length })
    await command(copy, before ? { do: 'next', from: before.id } : { do: 'start' })
    await Promise.race([seen(lead, () => isAt(lead, step.id)), timeout()])
    before = step
    const { zones } = contentOf(lead)
    const planned = planStep({ step, zones, people: copy.people.length, filled })
    for (const { zoneId } of planned.assignments) filled.add(zoneId)
    const written =
      step.mode === 'private'
        ? await writeInPrivate(copy, simulated, planned.assignments)
        : await writeOnBoard(simulated, planned.assignments)
    for (const [zoneId, count] of written.refusedByMax)
      refusedByMax.set(zoneId, (refusedByMax.get(zoneId) ?? 0) + count)
    const voted = await voteInStep(copy, step, zones)
    const done: RehearsedStep = {
      step,
      planned,
      revealedWords: written.revealedWords,
      vote: voted.vote,
      votesRefused: voted.refused,
      notesRefused: written.refused,
    }
    rehearsed.push(done)
    copy.pass(rehearsedMinutes(done))
  }
  await pace.next({ stepsDone: rehearsed.length })
  if (before) await command(copy, { do: 'end', from: before.id })
  const method = methodOf(lead.doc)
  if (!method) throw new Error('a board with a script has a method')
  const { zones } = contentOf(lead)
  return rehearsalReport({
    people: copy.people.length,
    steps: rehearsed,
    board: { zones, method, records: decodeBoard(lead.doc), refusedByMax },
  })
}

async function command({ context, boardId }: BoardCopy, asked: ScriptCommand): Promise<void> {
  const order = { boardId, commandId: newId(), command: asked }
  const { outcome } = await runOnBoard(context, order)
  if (outcome !== 'done') throw new Error(`the script of a copy answered ${outcome}`)
}

function isAt({ doc }: SimulatedPerson, stepId: string): boolean {
  const { state } = readScript(metaRoot(doc))
  return state.phase === 'running' && state.stepId === stepId
}

function contentOf({ doc }: SimulatedPerson): BoardContent {
  const method = methodOf(doc)
  if (!method) throw new Error('a board with a script has a method')
  return readContent({ records: decodeBoard(doc), method, facts: metaRoot(doc), lang: 'fr' })
}
