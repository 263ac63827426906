import { freePort } from '../../running/free-port.ts'
import { type Measurement, report } from '../report.ts'
import { NODE_FLAGS } from '../servers/server-kind.ts'
import { pause, untilTrue } from './board-client.ts'
import { inspectArgs, probeMemory } from './memory-probe.ts'
import type { BenchOptions } from './options.ts'
import {
  PEERS,
  type PeerProcess,
  type PeerServer,
  startHocuspocus,
  startTldraw,
  startYWebsocketServer,
} from './peers.ts'
import { startProduct } from './product.ts'
import { type StallPerson, type StallSeat, tldrawSeat, yjsSeat } from './stall-people.ts'

/** Together they write 2 MB a second. */
const WRITERS = 4
const TEXT_LETTERS = 40_000
const TEXT_EVERY_MS = 80
const STALL_MS = { full: 20_000, smoke: 1_500 }
const ROUNDS = { full: 3, smoke: 1 }
/** How often memory is read while a client does not read, in ms; the highest reading counts. */
const LOOK_EVERY_MS = { full: 2_000, smoke: 500 }
const SETTLE_MS = 500
const CATCH_UP_TIMEOUT_MS = 60_000
const MIB = 1024 * 1024

/** A server under this load. */
interface Loaded {
  readonly seats: readonly StallSeat[]
  readonly inspectPort: number
  remove(): Promise<void>
}

/** When the one client stops reading. */
type Stalls = 'never' | 'when it is there' | 'while it opens'

/** What one run shows. */
interface Run {
  /** The most memory in use, above what it was before the load, in MiB. */
  readonly riseMib: number
  /** What came to a client that reads, in bytes. */
  readonly backlogBytes: number
  /** What the client that had stopped got when it read again; 0 when none had. */
  readonly catchUpBytes: number
  readonly catchUpMs: number
  readonly converged: boolean
}

/**
 * One client stops reading while the board is busy, when it has got the board or while it is sent to it: what that costs
 * the server, and what the client gets afterwards.
 */
export async function measureStalledClient(options: BenchOptions): Promise<void> {
  const size = options.smoke ? 'smoke' : 'full'
  const ours: readonly [string, () => Promise<Loaded | null>] = ['ours', () => loadProduct(options.program)]
  const peers: readonly (typeof ours)[] = [
    [PEERS.hocuspocus, () => loadPeer(startHocuspocus, onYjs)],
    [PEERS.yWebsocket, () => loadPeer(startYWebsocketServer, onYjs)],
    [PEERS.tldraw, () => loadPeer(startTldraw, onTldraw)],
  ]
  // within the seconds of a smoke run everything fits into the kernel's buffers: the peers would show nothing
  const servers = options.smoke ? [ours] : [ours, ...peers]
  const figures = new Map(servers.map(([name]) => [name, noFigures()]))
  const opening = noFigures()
  for (let round = 0; round < ROUNDS[size]; round++) {
    const order = round % 2 === 0 ? servers : [...servers].reverse()
    for (const [name, start] of order) {
      // a minute each, for a server that no target names
      if (name === PEERS.tldraw && round > 0) continue
      const without = await runOn(start, { stalls: 'never', size })
      const withOne = await runOn(start, { stalls: 'when it is there', size })
      if (without === null || withOne === null) continue
      addFigures(figures.get(name) ?? noFigures(), without, withOne)
      report.say(`stalled client, ${name}: ${JSON.stringify({ without, withOne })}`)
      if (start !== ours[1]) continue
      const opens = await runOn(start, { stalls: 'while it opens', size })
      if (opens !== null) addFigures(opening, without, opens)
      report.say(`client that stalls while it opens: ${JSON.stringify(opens)}`)
    }
  }
  const conditions = {
    seconds: STALL_MS[size] / 1_000,
    megabytesPerSecond: (WRITERS * TEXT_LETTERS) / TEXT_EVERY_MS / 1_000,
    nodeFlags: `${NODE_FLAGS.join(' ')} for every server`,
    memory: 'in use after a full collection, the highest reading, minus the same without the client',
    smoke: options.smoke,
  }
  printLines('client that stops reading', figures, conditions)
  printLines('client that stops reading while it opens', new Map([['ours', opening]]), conditions)
}

/** Figures of all rounds of one server. */
interface RoundFigures {
  memory: number[]
  bytes: number[]
  ms: number[]
  /** Rounds in which the client did not come to the same document. */
  apart: number
}

const noFigures = (): RoundFigures => ({ memory: [], bytes: [], ms: [], apart: 0 })

function addFigures(figures: RoundFigures, without: Run, withOne: Run): void {
  figures.memory.push(Math.max(0, withOne.riseMib - without.riseMib))
  figures.bytes.push(withOne.catchUpBytes / withOne.backlogBytes)
  figures.ms.push(withOne.catchUpMs)
  figures.apart += Number(!withOne.converged)
}

function printLines(
  work: string,
  figures: ReadonlyMap<string, RoundFigures>,
  conditions: Record<string, unknown>,
): void {
  // in the seconds of a smoke run nothing is held back: what she missed is in the kernel's buffers
  const partTarget = conditions['smoke'] === true ? null : 0.25
  const line = (
    metric: string,
    of: (figure: RoundFigures) => number[],
    rest: Pick<Measurement, 'unit' | 'target'>,
  ) => {
    const { ours, ...peers } = Object.fromEntries(
      [...figures].map(([name, figure]) => [name, of(figure).length === 0 ? null : of(figure)]),
    )
    report.line({
      bench: 'faults',
      work,
      metric,
      ours: ours ?? null,
      peers,
      against: 'absolute',
      better: 'lower',
      conditions,
      ...rest,
    })
  }
  line('memory', ({ memory }) => memory, { unit: 'MiB', target: 4 })
  line('bytes at catch-up', ({ bytes }) => bytes, { unit: 'part of what it missed', target: partTarget })
  line('time to catch up', ({ ms }) => ms, { unit: 'ms', target: null })
  line('runs that did not converge', ({ apart, bytes }) => (bytes.length === 0 ? [] : [apart]), {
    unit: 'runs',
    target: 0,
  })
}

async function loadProduct(program: string): Promise<Loaded> {
  const inspectPort = await freePort()
  const nodeArgs = inspectArgs(inspectPort)
  const product = await startProduct({ program, people: WRITERS + 2, nodeArgs })
  return {
    seats: product.people.map((person) => yjsSeat(person.door(), person.actorId)),
    inspectPort,
    remove: () => product.remove(),
  }
}

async function loadPeer<P extends PeerProcess>(
  start: (options: { nodeArgs: readonly string[] }) => Promise<P | null>,
  seatOn: (peer: P, author: string) => StallSeat,
): Promise<Loaded | null> {
  const inspectPort = await freePort()
  const peer = await start({ nodeArgs: inspectArgs(inspectPort) })
  if (peer === null) return null
  return {
    seats: Array.from({ length: WRITERS + 2 }, (_, person) => seatOn(peer, `p${person}`)),
    inspectPort,
    remove: () => peer.remove(),
  }
}

const onYjs = (peer: PeerServer, author: string) => yjsSeat(peer.door(), author)
const onTldraw = (peer: PeerProcess, author: string) => tldrawSeat(peer.port, author)

async function runOn(
  start: () => Promise<Loaded | null>,
  how: { stalls: Stalls; size: 'full' | 'smoke' },
): Promise<Run | null> {
  const loaded = await start()
  if (loaded === null) return null
  const probe = await probeMemory(loaded.inspectPort)
  try {
    const [stalledSeat, ...otherSeats] = loaded.seats
    const people = await Promise.all(otherSeats.map((seat) => seat.open()))
    const [reader, ...writers] = people
    if (reader === undefined || stalledSeat === undefined) throw new Error('two people only read')
    const there = how.stalls === 'while it opens' ? null : await stalledSeat.open()
    await pause(SETTLE_MS)
    const before = await probe.liveBytes()
    const marks = { reader: reader.received, stalled: there?.received ?? 0 }
    if (how.stalls === 'when it is there') there?.pause()
    const stop = writeLongTexts(writers)
    const stalled = there ?? (await stalledSeat.stall?.())
    if (stalled === undefined) throw new Error('nobody can stall here while it opens')
    let most = 0
    for (let end = performance.now() + STALL_MS[how.size]; performance.now() < end; ) {
      await pause(LOOK_EVERY_MS[how.size])
      most = Math.max(most, await probe.liveBytes())
    }
    stop()
    await untilSame(reader, writers)
    const backlogBytes = reader.received - marks.reader
    const began = performance.now()
    stalled.resume()
    const converged = await untilSame(stalled, [reader])
    const result = {
      riseMib: (most - before) / MIB,
      backlogBytes,
      catchUpBytes: how.stalls === 'never' ? 0 : stalled.received - marks.stalled,
      catchUpMs: performance.now() - began,
      converged,
    }
    for (const person of [...people, stalled]) person.leave()
    return result
  } finally {
    probe.close()
    await loaded.remove()
  }
}

/** Replaces long texts until it is stopped. */
function writeLongTexts(writers: readonly StallPerson[]): () => void {
  const timers = writers.map((writer, index) => {
    let turn = 0
    return setInterval(() => {
      turn += 1
      writer.write(`${index}-${turn} `.repeat(TEXT_LETTERS / 4).slice(0, TEXT_LETTERS))
    }, TEXT_EVERY_MS)
  })
  return () => {
    for (const timer of timers) clearInterval(timer)
  }
}

/** Whether somebody comes to the same board as the others. */
function untilSame(person: StallPerson, others: readonly StallPerson[]): Promise<boolean> {
  const isSame = () => {
    const content = person.content()
    return others.every((other) => other.content() === content)
  }
  return untilTrue(isSame, CATCH_UP_TIMEOUT_MS)
}
