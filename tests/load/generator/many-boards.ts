import { type LiveResult, LiveWindow } from './live-window.ts'
import { peopleOf } from './open-person.ts'
import { enterAll, type Person, type ServerAddress } from './person.ts'
import { type Moment, pause, regularly } from './schedule.ts'

/** How long the first notes of all may take, in ms. */
const SETTLE_MS = 1_000

/** Few people on each of many boards. */
export interface ManyBoards {
  work: 'many-boards'
  boards: number
  peopleEach: number
  hz: number
  /** On how many of the boards somebody looks at the times. */
  observed: number
  warmMs: number
  windowMs: number
}

/** Lets people work on many boards and measures. */
export async function runManyBoards(server: ServerAddress, job: ManyBoards): Promise<LiveResult> {
  const open = await peopleOf(server)
  const window = new LiveWindow(server)
  const everyNth = Math.ceil(job.boards / job.observed)
  const people: Person[] = []
  const entering = function* () {
    for (let at = 0; at < job.boards * job.peopleEach; at++) {
      const board = Math.floor(at / job.peopleEach)
      const isObserver = at % job.peopleEach === 0 && board % everyNth === 0
      const person = open({
        board: `many-${board}`,
        number: at + 1,
        ...(isObserver ? { onStamp: window.onStamp } : {}),
      })
      people.push(person)
      yield person
    }
  }
  await enterAll(entering())
  const totalMs = job.warmMs + job.windowMs
  const moments: Moment[] = []
  for (const [at, person] of people.entries()) {
    const isObserved = Math.floor(at / job.peopleEach) % everyNth === 0
    const isObserver = isObserved && at % job.peopleEach === 0
    person.prepare(Math.ceil((totalMs / 1000) * job.hz) + 1, !isObserver)
    // sockets are written between people, as they would be
    if (at % 100 === 0) await pause(1)
    const act = () => {
      if (person.change() && isObserved && !isObserver) window.sent(1)
    }
    moments.push(...regularly(job.hz, totalMs, act))
  }
  await pause(SETTLE_MS)
  const result = await window.run({ moments, people, warmMs: job.warmMs, windowMs: job.windowMs })
  for (const person of people) person.leave()
  return result
}
