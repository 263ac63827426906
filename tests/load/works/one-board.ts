import type { LiveResult } from '../generator/live-window.ts'
import type { OneBoard } from '../generator/one-board.ts'
import type { ServerAddress } from '../generator/person.ts'
import type { Generator } from '../generator/start-generator.ts'
import type { BenchOptions } from '../options.ts'
import { median } from '../report.ts'
import { inRounds } from '../rounds.ts'
import {
  HOCUSPOCUS,
  type ServerKind,
  TABLEE,
  TABLEE_WITH_RULES,
  TLDRAW,
  Y_WEBSOCKET_SERVER,
} from '../servers/server-kind.ts'
import { conditionsOf } from './conditions.ts'
import { printLines, type RoundLine } from './line.ts'
import { onFreshServer } from './on-fresh-server.ts'
import { onProduct } from './on-product.ts'
import type { SyncWork } from './sync-work.ts'

const HZ = 10
const CURSOR_HZ = 10
const OBSERVERS = 2
/** Longest that people may take to come, in ms, beside the window itself; a peer that is overrun takes for ever. */
const ENTRY_BOUND_MS = 45_000

/** What a metric is compared with; null for one that has no target. */
interface Target {
  /** Peers by name; none for a figure of our own. */
  against: readonly string[]
  target: number | null
}

/** So many people on one board, so many of them moving their note ten times a second. */
interface Crowd {
  people: number
  active: number
  /** Everybody shows a cursor, or the active ones alone. */
  cursors: 'all' | 'active'
  kinds: readonly ServerKind[]
  /** Peers that no target names: measured once. */
  once: readonly ServerKind[]
  isInSmoke?: boolean
  cpu: Target
  p50?: number
  p99?: number
  isWholeNeeded?: boolean
  /** The same with our rules, against the same peers. */
  withRules?: Target
  /** Ours is the built product, and people come in by invitation. */
  isProduct?: boolean
}

const ALL = [TABLEE, HOCUSPOCUS, Y_WEBSOCKET_SERVER, TLDRAW]

const CROWDS: readonly Crowd[] = [
  {
    people: 20,
    active: 10,
    cursors: 'all',
    kinds: ALL,
    once: [TLDRAW],
    cpu: { against: [HOCUSPOCUS.name], target: 0.8 },
    p50: 3,
    p99: 15,
  },
  {
    people: 60,
    active: 60,
    cursors: 'all',
    kinds: [TABLEE, HOCUSPOCUS, Y_WEBSOCKET_SERVER, TABLEE_WITH_RULES, TLDRAW],
    once: [TLDRAW],
    isInSmoke: true,
    cpu: { against: [HOCUSPOCUS.name, Y_WEBSOCKET_SERVER.name], target: 0.3 },
    withRules: { against: [HOCUSPOCUS.name], target: 0.45 },
  },
  {
    people: 60,
    active: 60,
    cursors: 'all',
    kinds: [TABLEE, HOCUSPOCUS],
    once: [],
    isProduct: true,
    cpu: { against: [HOCUSPOCUS.name], target: 0.45 },
  },
  {
    people: 150,
    active: 150,
    cursors: 'all',
    kinds: ALL,
    once: [TLDRAW],
    cpu: { against: [HOCUSPOCUS.name], target: 0.35 },
    p99: 40,
    isWholeNeeded: true,
  },
  {
    people: 250,
    active: 250,
    cursors: 'all',
    kinds: [TABLEE, HOCUSPOCUS, Y_WEBSOCKET_SERVER],
    once: [HOCUSPOCUS, Y_WEBSOCKET_SERVER],
    cpu: { against: [], target: 65 },
    p99: 100,
    isWholeNeeded: true,
  },
  {
    people: 1_000,
    active: 20,
    cursors: 'active',
    kinds: [TABLEE, HOCUSPOCUS],
    once: [HOCUSPOCUS],
    cpu: { against: [], target: 90 },
    p99: 250,
    isWholeNeeded: true,
  },
]

/** W1: many people on one board. */
export const ONE_BOARD: readonly SyncWork[] = CROWDS.map((crowd) => ({
  name: nameOf(crowd),
  isInSmoke: crowd.isInSmoke ?? false,
  run: (options) => measure(crowd, options),
}))

function nameOf({ people, active, isProduct }: Crowd): string {
  return isProduct ? `product ${people}:${active}` : `${people}:${active}`
}

async function measure(crowd: Crowd, options: BenchOptions): Promise<void> {
  const work = nameOf(crowd)
  const { people, active, cursors } = crowd
  const { warmMs, windowMs } = options
  const boundMs = ENTRY_BOUND_MS + warmMs + windowMs
  const job: OneBoard = {
    work: 'one-board',
    board: 'crowd',
    people,
    active,
    hz: HZ,
    cursorHz: CURSOR_HZ,
    cursors,
    observers: OBSERVERS,
    warmMs,
    windowMs,
  }
  const results = await inRounds<LiveResult>(options, {
    work,
    kinds: options.isSmoke ? crowd.kinds.slice(0, 3) : crowd.kinds,
    roundsOf: (kind) => (crowd.once.includes(kind) ? 1 : options.rounds),
    once(kind) {
      const run = (server: ServerAddress, generator: Generator) => generator.run(server, job, boundMs)
      return crowd.isProduct && kind === TABLEE
        ? onProduct(people, run)
        : onFreshServer(options, kind, {}, run)
    },
  })
  const peers = crowd.kinds.filter((kind) => kind !== TABLEE && kind !== TABLEE_WITH_RULES)
  // a server that shows fewer has less to send
  const cursorsArrived = Object.fromEntries(
    crowd.kinds.map((kind) => [
      kind.name,
      percent(median(results.of(kind, ({ cursorsArrived }) => cursorsArrived))),
    ]),
  )
  const conditions = conditionsOf(options, {
    seconds: windowMs / 1000,
    clients: people,
    active,
    hz: HZ,
    cursorHz: CURSOR_HZ,
    cursors,
    cursorsArrived,
    foreignCpu: results.noise(),
    generator: results.generator(TABLEE),
  })
  const lines = linesOf(crowd)
  printLines(
    { work, ours: TABLEE, peers, results, conditions: { ...conditions, rules: crowd.isProduct ?? false } },
    lines,
  )
  if (crowd.withRules === undefined || options.isSmoke) return
  printLines(
    {
      work: `${work} with rules`,
      ours: TABLEE_WITH_RULES,
      peers,
      results,
      conditions: { ...conditions, rules: true },
    },
    linesOf({ ...crowd, cpu: crowd.withRules }),
  )
}

function percent(part: number | null): string | null {
  return part === null ? null : `${Math.round(100 * part)} %`
}

function linesOf(crowd: Crowd): RoundLine<LiveResult>[] {
  const { cpu, p50 = null, p99 = null } = crowd
  return [
    { metric: 'cpu', figure: ({ serverCpu }) => serverCpu, unit: '% of a core', ...cpu },
    { metric: 'p50', figure: ({ changes }) => changes.p50, unit: 'ms', target: p50 },
    { metric: 'p99', figure: ({ changes }) => changes.p99, unit: 'ms', target: p99 },
    { metric: 'cursor p99', figure: ({ cursors }) => cursors.p99, unit: 'ms' },
    {
      metric: 'disconnects',
      figure: ({ disconnected }) => disconnected,
      unit: 'connections',
      target: crowd.isWholeNeeded ? 0 : null,
    },
    { metric: 'arrived', figure: ({ arrived }) => 100 * arrived, unit: '% of the changes', better: 'higher' },
    { metric: 'sent out', figure: ({ megabytesOutPerS }) => megabytesOutPerS, unit: 'MB/s' },
  ]
}
