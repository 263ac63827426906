import { type LiveResult, LiveWindow } from './live-window.ts'
import { peopleOf } from './open-person.ts'
import { enterAll, type Person, type ServerAddress } from './person.ts'
import { type Moment, pause, regularly } from './schedule.ts'

/** Notes that lie on the board before anybody works. */
const NOTES_BEFORE = 200
/** How long a server may take to store and relay them, in ms. */
const SETTLE_MS = 500

/** Many people on one board. */
export interface OneBoard {
  work: 'one-board'
  board: string
  people: number
  /** How many of them move their note. */
  active: number
  hz: number
  /** Cursors a second of everybody, or of the active ones alone. */
  cursorHz: number
  cursors: 'all' | 'active'
  /** How many look at the times; they are among the people, and what they do themselves is not timed. */
  observers: number
  warmMs: number
  windowMs: number
}

/** Lets people work on one board and measures. */
export async function runOneBoard(server: ServerAddress, job: OneBoard): Promise<LiveResult> {
  const open = await peopleOf(server)
  const window = new LiveWindow(server)
  const seeder = open({ board: job.board, number: 0 })
  await seeder.entered
  seeder.addNotes(NOTES_BEFORE)
  await pause(SETTLE_MS)
  seeder.leave()

  const people: Person[] = []
  await enterAll(
    (function* () {
      for (let number = 1; number <= job.people; number++) {
        const isObserver = number <= job.observers
        const person = open({ board: job.board, number, ...(isObserver ? { onStamp: window.onStamp } : {}) })
        people.push(person)
        yield person
      }
    })(),
  )
  const totalMs = job.warmMs + job.windowMs
  const moments: Moment[] = []
  // the observers come last: they are idle where not everybody is active
  const inOrder = [...people.slice(job.observers), ...people.slice(0, job.observers)]
  inOrder.forEach((person, at) => {
    const isTimed = at < job.people - job.observers
    const isActive = at < job.active
    if (isActive) {
      person.prepare(Math.ceil((totalMs / 1000) * job.hz) + 1, isTimed)
      const act = () => {
        if (person.change() && isTimed) window.sent(job.observers)
      }
      moments.push(...regularly(job.hz, totalMs, act))
    }
    if (job.cursors === 'all' || isActive) {
      const point = () => {
        person.point(isTimed)
        if (isTimed) window.pointed(job.observers)
      }
      moments.push(...regularly(job.cursorHz, totalMs, point))
    }
  })
  await pause(SETTLE_MS)
  const result = await window.run({ moments, people, warmMs: job.warmMs, windowMs: job.windowMs })
  for (const person of people) person.leave()
  return result
}
