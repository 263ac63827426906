import { monitorEventLoopDelay } from 'node:perf_hooks'
import { type Span, startSpan } from '../process-stat.ts'
import { Latencies, type Quantiles } from './latencies.ts'
import type { Person, ServerAddress } from './person.ts'
import { follow, type Moment, pause } from './schedule.ts'
import { nowUs } from './stamp.ts'

/** How long late messages are waited for at the end, in ms, and half a window at most; what comes later does not count. */
const LATE_MS = 1_000
const NS_PER_MS = 1e6

/** What was seen while people worked. */
export interface LiveResult extends Span {
  changes: Quantiles
  cursors: Quantiles
  /** Which part of the changes that observers were to get came. */
  arrived: number
  /** The same of the cursors; null where nobody showed one. */
  cursorsArrived: number | null
  changesPerS: number
  framesOutPerS: number
  megabytesOutPerS: number
  /** Connections that ended. */
  disconnected: number
  /** How late the generator itself was; nothing below it can be measured. */
  generatorLagMs: number
}

/** One window of live work. */
export class LiveWindow {
  readonly #server: ServerAddress
  readonly #changes = new Latencies()
  readonly #cursors = new Latencies()
  #sent = 0
  #pointed = 0
  #isOpen = false

  constructor(server: ServerAddress) {
    this.#server = server
  }

  /** For the observers. */
  readonly onStamp = (kind: 'change' | 'cursor', sentUs: number): void => {
    if (kind === 'change') this.#changes.add(sentUs)
    else this.#cursors.add(sentUs)
  }

  /** Counts a change that so many observers are to get. */
  sent(observers: number): void {
    if (this.#isOpen) this.#sent += observers
  }

  /** The same of a cursor. */
  pointed(observers: number): void {
    if (this.#isOpen) this.#pointed += observers
  }

  /** Lets everything happen; the window opens after the warm-up. */
  async run(of: {
    moments: Moment[]
    people: readonly Person[]
    warmMs: number
    windowMs: number
  }): Promise<LiveResult> {
    const { moments, people, warmMs, windowMs } = of
    const lag = monitorEventLoopDelay({ resolution: 1 })
    let endSpan: (() => Span) | null = null
    let span: Span | null = null
    let before = trafficOf(people)
    let after = before
    const open = () => {
      before = trafficOf(people)
      endSpan = startSpan(this.#server.pid, process.pid)
      this.#changes.start(nowUs())
      this.#cursors.start(nowUs())
      this.#isOpen = true
      lag.enable()
    }
    const close = () => {
      span = endSpan?.() ?? null
      after = trafficOf(people)
      this.#changes.end(nowUs())
      this.#cursors.end(nowUs())
      this.#isOpen = false
      lag.disable()
    }
    await follow([...moments, { atMs: warmMs, act: open }, { atMs: warmMs + windowMs, act: close }])
    await pause(Math.min(LATE_MS, windowMs / 2))
    // assigned by `close`, which the schedule called
    const measured = span as Span | null
    if (measured === null) throw new Error('the window never opened')
    const changes = this.#changes.quantiles()
    const cursors = this.#cursors.quantiles()
    return {
      ...measured,
      changes,
      cursors,
      arrived: this.#sent === 0 ? 1 : changes.count / this.#sent,
      cursorsArrived: this.#pointed === 0 ? null : cursors.count / this.#pointed,
      changesPerS: this.#sent / measured.seconds,
      framesOutPerS: (after.frames - before.frames) / measured.seconds,
      megabytesOutPerS: (after.bytes - before.bytes) / measured.seconds / 1e6,
      disconnected: people.filter((person) => person.closed).length,
      generatorLagMs: lag.percentile(99) / NS_PER_MS,
    }
  }
}

function trafficOf(people: readonly Person[]): { frames: number; bytes: number } {
  let frames = 0
  let bytes = 0
  for (const { traffic } of people) {
    frames += traffic.frames
    bytes += traffic.bytes
  }
  return { frames, bytes }
}
