import { FRAME_MAX_BYTES } from '@tablee/sync'
import { report } from '../report.ts'
import { NODE_FLAGS } from '../servers/server-kind.ts'
import {
  type AttackedServer,
  apartFromNewcomer,
  attack,
  type Blow,
  type Effect,
  waitOf,
} from './attacked-server.ts'
import { ALL_ATTACKS, W8 } from './attacks/all-attacks.ts'
import { pause } from './board-client.ts'
import { percentile } from './bystanders.ts'
import type { BenchOptions } from './options.ts'
import { randomFrom } from './random.ts'

const ATTACK_MS = { full: 3_000, smoke: 300 }
export const CALM_MS = { full: 1_000, smoke: 200 }
/** In a smoke run every so many-th kind is tried, from a random one on. */
const SMOKE_STEP = 9
/** How often two kinds are done at the same moment, by two people. */
const PAIRS = { full: 20, smoke: 1 }
/** Memory that an attack may cost: twice the longest frame, in MiB. */
export const MEMORY_MIB = (2 * FRAME_MAX_BYTES) / (1024 * 1024)
/** Longest that an honest person may wait for another's word while somebody attacks, in ms: what one notices as a hitch. */
export const NOTICED_MS = 250

/** What all parts of the work go on. */
export interface Round {
  readonly server: AttackedServer
  /** Watches memory in use. @returns what gives the rise beyond that of honest work, in MiB; null when the server is down */
  riseOfLive(): Promise<() => Promise<number | null>>
  readonly options: BenchOptions
  readonly size: 'full' | 'smoke'
}

/** What the kinds that mean the same to every Yjs server did to one of them. */
export interface W8Result {
  readonly crashes: number
  readonly closed: number
  readonly apart: number | null
  /** Kinds after which the server kept the attacker. */
  readonly kept: number
  readonly falseNames: number
  readonly p99Ms: number | null
  readonly rssRiseMib: number
}

/** Prints what the common kinds did to ours, beside what they did to others. */
export type PrintBeside = (peers: Readonly<Record<string, W8Result | null>>) => void

/** The kinds that a run tries, in order, and how. */
export function kindsFor({ options, size }: Pick<Round, 'options' | 'size'>): {
  names: readonly string[]
  forMs: number
  calmMs: number
  seed: number
} {
  const names = Object.keys(ALL_ATTACKS).filter((name, index) =>
    options.kind === null
      ? size === 'full' || (index + options.seed) % SMOKE_STEP === 0
      : name.includes(options.kind),
  )
  return { names, forMs: ATTACK_MS[size], calmMs: CALM_MS[size], seed: options.seed }
}

/** The pairs that a run tries: two kinds by chance, by two people. */
export function pairsFor({ options, size }: Pick<Round, 'options' | 'size'>): readonly (readonly Blow[])[] {
  if (options.kind !== null) return []
  const all = Object.keys(ALL_ATTACKS)
  const random = randomFrom(options.seed)
  return Array.from({ length: PAIRS[size] }, (_, pair) => {
    const first = random.below(all.length)
    const second = (first + 1 + random.below(all.length - 1)) % all.length
    return [first, second].map((kind, index) => ({ name: all[kind] ?? '', by: 2 * pair + index }))
  })
}

/** Every kind by itself. @returns what those did that all Yjs servers know, and prints it beside others' */
export async function measureKinds(round: Round): Promise<PrintBeside> {
  const { server } = round
  const { names, forMs, calmMs, seed } = kindsFor(round)
  const rise = await round.riseOfLive()
  const operations = operationsOn(server)
  const calm: number[] = []
  const effects: Effect[] = []
  const falseNamesBefore = server.bystanders.falseNames
  for (const [index, name] of names.entries()) {
    server.bystanders.take()
    await pause(calmMs)
    calm.push(...server.bystanders.take().latenciesMs)
    const effect = await attack(server, { blows: [{ name, by: index }], forMs, seed: seed + index })
    effects.push(effect)
    sayEffect(effect, server)
    if (!server.program.alive) break
  }
  const keptMib = await rise()
  const addedOperations = operationsOn(server) - operations
  const apart = await apartFromNewcomer(server)
  calm.sort((a, b) => a - b)
  const conditions = conditionsOf(round, effects.length)
  const attacked = printEffects('hostile frames', {
    server,
    effects,
    apart,
    keptMib,
    addedOperations,
    options: round.options,
    conditions,
  })
  const before = percentile(calm, 0.99)
  const line = lineOf('hostile frames', conditions)
  line('p99 of bystanders, calm', before, 'ms', null)
  line(
    'p99 of bystanders, attacked against calm',
    before === null || attacked === null ? null : attacked / before,
    'ratio to the same without attack',
    null,
  )
  const common = effects.filter(({ name }) => W8.includes(name))
  const falseNames = server.bystanders.falseNames - falseNamesBefore
  const ours = w8ResultOf({ server, effects: common, apart, falseNames })
  const beside = conditionsOf(round, common.length)
  return (peers) => printW8(ours, peers, beside)
}

/** Two kinds at the same moment, by two people in two processes. */
export async function measurePairs(round: Round): Promise<void> {
  const { server, options, size } = round
  const pairs = pairsFor(round)
  if (!server.program.alive || pairs.length === 0) return
  const rise = await round.riseOfLive()
  const operations = operationsOn(server)
  const effects: Effect[] = []
  for (const [pair, blows] of pairs.entries()) {
    await pause(CALM_MS[size])
    const effect = await attack(server, { blows, forMs: ATTACK_MS[size], seed: options.seed + pair })
    effects.push(effect)
    sayEffect(effect, server)
    if (!server.program.alive) break
  }
  const keptMib = await rise()
  const addedOperations = operationsOn(server) - operations
  const apart = await apartFromNewcomer(server)
  const conditions = conditionsOf(round, effects.length)
  printEffects('hostile frames, two attackers at a time', {
    server,
    effects,
    apart,
    keptMib,
    addedOperations,
    options: round.options,
    conditions,
  })
}

/** Sums up what the common kinds did to a server. */
export function w8ResultOf(of: {
  server: AttackedServer
  effects: readonly Effect[]
  apart: number | null
  falseNames: number
}): W8Result {
  const latenciesMs = of.effects.flatMap((effect) => effect.latenciesMs).sort((a, b) => a - b)
  return {
    crashes: Number(!of.server.program.alive),
    closed: of.server.bystanders.closed,
    apart: of.apart,
    kept: of.effects.filter(({ codes }) => (codes['open'] ?? 0) > 0).length,
    falseNames: of.falseNames,
    p99Ms: percentile(latenciesMs, 0.99),
    rssRiseMib: Math.max(0, ...of.effects.map(({ rssRiseMib }) => rssRiseMib)),
  }
}

/** Says what one attack did. */
export function sayEffect({ latenciesMs, ...effect }: Effect, { program }: AttackedServer): void {
  const samples = latenciesMs.length
  report.say(`hostile: ${JSON.stringify({ ...effect, samples })}${program.alive ? '' : ' SERVER DOWN'}`)
}

/** Times, and the memory of a whole process, mean nothing where everything runs at once in processes that have just started. */
export function unlessSmoke({ smoke }: BenchOptions, target: number): number | null {
  return smoke ? null : target
}

/** Prints metrics of one part of the work. */
export function lineOf(work: string, conditions: Record<string, unknown>) {
  return (metric: string, ours: number | null, unit: string, target: number | null) =>
    report.line({ bench: 'faults', work, metric, ours, unit, better: 'lower', target, conditions })
}

/** How many operations the document holds, runs of one author counted once: what its memory grows with. */
export function operationsOn({ bystanders }: AttackedServer): number {
  const [client] = bystanders.clients
  if (client === undefined) return 0
  return [...client.doc.store.clients.values()].reduce((sum, structs) => sum + structs.length, 0)
}

/** @returns the wait of 99 in 100 words while somebody attacked, in ms */
function printEffects(
  work: string,
  of: {
    server: AttackedServer
    effects: readonly Effect[]
    apart: number | null
    keptMib: number | null
    addedOperations: number
    options: BenchOptions
    conditions: Record<string, unknown>
  },
): number | null {
  const { server, effects } = of
  const line = lineOf(work, of.conditions)
  const attacked = percentile(
    effects.flatMap(({ latenciesMs }) => latenciesMs).sort((a, b) => a - b),
    0.99,
  )
  line('crashes', Number(!server.program.alive), 'crashes', 0)
  line('bystanders closed', server.bystanders.closed, 'people', 0)
  line('bystanders whose document differs', of.apart, 'people', 0)
  line('p99 of bystanders, attacked', attacked, 'ms', null)
  const [slowest] = [...effects].sort((a, b) => waitOf(b) - waitOf(a))
  if (slowest !== undefined)
    line(
      `p99 of bystanders beyond what they and the server waited for the machine, worst kind: ${slowest.name}`,
      slowest.p99Ms === null ? null : waitOf(slowest),
      'ms',
      unlessSmoke(of.options, NOTICED_MS),
    )
  line('rss rise, worst kind', Math.max(0, ...effects.map(({ rssRiseMib }) => rssRiseMib)), 'MiB', null)
  const [largest] = [...effects].sort((a, b) => b.beyondYoungMib - a.beyondYoungMib)
  if (largest !== undefined)
    line(
      `rss rise beyond the room for young objects, worst kind: ${largest.name}`,
      largest.beyondYoungMib,
      'MiB',
      null,
    )
  line('memory kept while people work on, beyond honest work', of.keptMib, 'MiB', null)
  line('operations that the document took meanwhile', of.addedOperations, 'operations', null)
  return attacked
}

function printW8(
  ours: W8Result,
  peers: Readonly<Record<string, W8Result | null>>,
  conditions: Record<string, unknown>,
): void {
  const line = (metric: string, figure: keyof W8Result, unit: string, target: number | null) =>
    report.line({
      bench: 'faults',
      work: 'hostile frames, the kinds that all Yjs servers know',
      metric,
      ours: ours[figure],
      peers: Object.fromEntries(Object.entries(peers).map(([name, peer]) => [name, peer?.[figure] ?? null])),
      against: 'absolute',
      unit,
      better: 'lower',
      target,
      conditions,
    })
  line('crashes', 'crashes', 'crashes', 0)
  line('bystanders closed', 'closed', 'people', 0)
  line('bystanders whose document differs', 'apart', 'people', 0)
  line('false names that bystanders were sent', 'falseNames', 'messages', 0)
  line('kinds after which the attacker was kept', 'kept', 'kinds', null)
  line('p99 of bystanders', 'p99Ms', 'ms', null)
  line('rss rise, worst kind', 'rssRiseMib', 'MiB', null)
}

function conditionsOf({ server, options, size }: Round, kinds: number): Record<string, unknown> {
  return {
    kinds,
    secondsEach: ATTACK_MS[size] / 1_000,
    bystanders: server.bystanders.clients.length,
    nodeFlags: `${NODE_FLAGS.join(' ')} for every server`,
    seed: options.seed,
    smoke: options.smoke,
  }
}
