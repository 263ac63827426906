import type { ServerAddress } from '../generator/person.ts'
import { readProcess, startSpan } from '../process-stat.ts'
import { vote } from './ballot-round.ts'
import { callTo } from './call.ts'
import { command } from './commands.ts'
import { compare } from './compare.ts'
import { workTogether } from './group-round.ts'
import { beginPrivate, beginVote, leadThrough } from './plenary.ts'
import { writeAndReveal } from './private-round.ts'
import { letIn, prepareSession, type SessionSize } from './session.ts'
import { type Times, timesOf } from './times.ts'

/** A whole session to be run through. */
export interface WorkshopJob extends SessionSize {
  readonly work: 'workshop'
  readonly url: string
  readonly setupUrl: string
  /** How long people write in private, and how long in their groups. */
  readonly windowMs: number
  /** Moves on in the plenary that are timed, and as many commands to its clock. */
  readonly commands: number
}

/** What came of a session. */
export interface WorkshopResult {
  readonly arrival: Times
  readonly step: Times
  readonly privateStep: Times
  readonly clock: Times
  readonly save: Times
  readonly reveal: Times
  readonly groupsReveal: Times
  readonly cast: Times
  readonly castsPerS: number
  readonly result: Times
  readonly call: Times
  readonly move: Times
  readonly note: Times
  /** Hidden notes that stood in somebody's frame before they were revealed. */
  readonly seenEarly: number
  /** Notes and dots that are not there at the end. */
  readonly lost: number
  readonly doubled: number
  readonly disconnected: number
  /** Percent of one core while everybody writes in private, and while they work in groups. */
  readonly privateCpu: number
  readonly groupsCpu: number
  readonly peakRssBytes: number
}

/** Notes of one group are numbered from multiples of this. */
const NUMBERS_EACH = 10_000

/** Runs a session as people do, from the link to the last board, and times what they wait for. */
export async function runWorkshop(server: ServerAddress, job: WorkshopJob): Promise<WorkshopResult> {
  const { windowMs } = job
  const prepared = await prepareSession(job, job)
  const { session, tookMs: arrivalMs } = await letIn({ url: job.url, port: server.port }, prepared, job)
  const { people, plenaryId, groupIds } = session
  const written = new Map<string, number[]>()
  const remember = (boardId: string, numbers: readonly number[]) =>
    written.set(boardId, [...(written.get(boardId) ?? []), ...numbers])

  const led = await leadThrough(session, people, job.commands)
  const privateMs = await beginPrivate(session, people, led.now)
  const endPrivate = startSpan(server.pid, process.pid)
  const hidden = await writeAndReveal(session, people, { forMs: windowMs, first: 0 })
  const { serverCpu: privateCpu } = endPrivate()
  remember(plenaryId, hidden.numbers)
  await beginVote(session, plenaryId, led.now.steps)
  const ballot = await vote(session, people, job.url)

  const called = await callTo(session, 'groups')
  const groups = groupIds.map((id) => people.filter(({ boardId }) => boardId === id))
  const starts = await Promise.all(groupIds.map((boardId) => command(session, boardId, { do: 'start' })))
  const endGroups = startSpan(server.pid, process.pid)
  const together = await workTogether(people, { forMs: windowMs, first: NUMBERS_EACH })
  const { serverCpu: groupsCpu } = endGroups()
  for (const [boardId, numbers] of together.numbers) remember(boardId, numbers)
  const rounds = await Promise.all(
    groups.map(async (group, at) => {
      const start = starts[at]
      if (!start) throw new Error('every group was started')
      privateMs.push(...(await beginPrivate(session, group, start)))
      const first = NUMBERS_EACH * (at + 2)
      return writeAndReveal(session, group, { forMs: windowMs / 2, first })
    }),
  )
  for (const [at, { numbers }] of rounds.entries()) remember(groupIds[at] ?? '', numbers)

  const back = await callTo(session, 'plenary')
  const found = await compare(session, job.url, written)
  const disconnected = people.filter(({ screen }) => screen.closed).length
  for (const { screen } of people) screen.leave()
  return {
    arrival: timesOf(arrivalMs),
    step: timesOf(led.stepMs),
    privateStep: timesOf(privateMs),
    clock: timesOf(led.clockMs),
    save: timesOf([...hidden.saveMs, ...rounds.flatMap(({ saveMs }) => saveMs)]),
    reveal: timesOf(hidden.revealMs),
    groupsReveal: timesOf(rounds.flatMap(({ revealMs }) => revealMs)),
    cast: timesOf(ballot.castMs),
    castsPerS: ballot.castsPerS,
    result: timesOf(ballot.resultMs),
    call: timesOf([...called.callMs, ...back.callMs]),
    move: timesOf([...called.moveMs, ...back.moveMs]),
    note: timesOf(together.noteMs),
    seenEarly: hidden.seenEarly + rounds.reduce((sum, { seenEarly }) => sum + seenEarly, 0),
    lost: found.lost + ballot.lost,
    doubled: found.doubled,
    disconnected,
    privateCpu,
    groupsCpu,
    peakRssBytes: readProcess(server.pid).peakRssBytes,
  }
}
