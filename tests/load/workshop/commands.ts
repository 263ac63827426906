import { randomUUID } from 'node:crypto'
import type { ScriptCommand } from '@tablee/board/script'
import { done } from '../../running/api.ts'
import type { Session, SimulatedPerson } from './session.ts'

/** The steps of a board as the server answers them. */
export interface StepsOfBoard {
  readonly steps: readonly { id: string; mode: string }[]
  readonly current: string
}

/** One command of who leads. @returns the steps, and where the board stands then */
export async function command(
  { coach }: Pick<Session, 'coach'>,
  boardId: string,
  asked: ScriptCommand,
  commandId: string = randomUUID(),
): Promise<StepsOfBoard> {
  const { outcome, script } = await done(
    coach.send('POST', `/api/boards/${boardId}/script`, { commandId, command: asked }),
  )
  if (outcome !== 'done') throw new Error(`${asked.do} was ${outcome}`)
  return { steps: script.steps, current: script.state.stepId }
}

/**
 * The same, timed: from when it is pressed until it has reached the screen of everybody on the board, by the id of the
 * command, which the facts of the board keep.
 */
export async function timedCommand(
  session: Session,
  people: readonly SimulatedPerson[],
  asked: ScriptCommand,
): Promise<{ now: StepsOfBoard; tookMs: number[] }> {
  const commandId = randomUUID()
  const boardId = people[0]?.boardId ?? session.plenaryId
  const seen = people.map(({ screen }) => screen.expect(commandId))
  const fromMs = performance.now()
  const now = await command(session, boardId, asked, commandId)
  return { now, tookMs: (await Promise.all(seen)).map((atMs) => atMs - fromMs) }
}
