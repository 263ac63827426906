import { follow, pause, regularly } from '../generator/schedule.ts'
import { command, type StepsOfBoard, timedCommand } from './commands.ts'
import { PRIVATE_ZONE, type Session, type SimulatedPerson } from './session.ts'

/** Between two commands, in ms: nobody drums, and what came before is over. */
const COMMAND_EVERY_MS = 150
/** Cursors of everybody while a board goes from step to step. */
const CURSOR_HZ = 5

/** What came of leading a board through its steps: times from a press to each screen, in ms. */
interface Led {
  readonly now: StepsOfBoard
  readonly stepMs: readonly number[]
  readonly clockMs: readonly number[]
}

/** Goes through the steps of a board that are not private, with a minute more for each, while everybody moves her cursor. */
export async function leadThrough(
  session: Session,
  people: readonly SimulatedPerson[],
  commands: number,
): Promise<Led> {
  const stepMs: number[] = []
  const clockMs: number[] = []
  const forMs = commands * 2 * COMMAND_EVERY_MS
  const cursors = follow(
    people.flatMap(({ screen }) => [...regularly(CURSOR_HZ, forMs, () => screen.point())]),
  )
  let { now } = await timedCommand(session, people, { do: 'start' })
  const shared = now.steps.filter(({ mode }) => mode !== 'private')
  for (let at = 1; at <= commands; at++) {
    await pause(COMMAND_EVERY_MS)
    const stepId = shared[at % shared.length]?.id ?? ''
    const step = await timedCommand(session, people, { do: 'go', from: now.current, stepId })
    now = step.now
    stepMs.push(...step.tookMs)
    await pause(COMMAND_EVERY_MS)
    const clock = await timedCommand(session, people, { do: 'addTime', from: now.current, minutes: 1 })
    clockMs.push(...clock.tookMs)
  }
  await cursors
  return { now, stepMs, clockMs }
}

/** Begins the private step of a board, which draws a curtain first. @returns times from the press to each screen, in ms */
export async function beginPrivate(
  session: Session,
  people: readonly SimulatedPerson[],
  { steps, current }: StepsOfBoard,
): Promise<number[]> {
  const boardId = people[0]?.boardId ?? ''
  const stepId = idOf(steps, 'private')
  await command(session, boardId, { do: 'changeStep', stepId, step: { zones: [PRIVATE_ZONE] } })
  const { tookMs } = await timedCommand(session, people, { do: 'go', from: current, stepId })
  return tookMs
}

/** Goes to the step in which a board votes. */
export async function beginVote(session: Session, boardId: string, steps: StepsOfBoard['steps']) {
  const from = idOf(steps, 'private')
  await command(session, boardId, { do: 'go', from, stepId: idOf(steps, 'vote') })
}

function idOf(steps: StepsOfBoard['steps'], mode: string): string {
  const step = steps.find((each) => each.mode === mode)
  if (!step) throw new Error(`the method has no step of ${mode}`)
  return step.id
}
