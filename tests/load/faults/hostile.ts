import { monitorEventLoopDelay } from 'node:perf_hooks'
import { boardRoot, canonicalJson } from '@tablee/board'
import { FRAME_MAX_BYTES } from '@tablee/sync'
import * as Y from 'yjs'
import { freePort } from '../../running/free-port.ts'
import { readProcess } from '../process-stat.ts'
import { report } from '../report.ts'
import { type AttackProcess, startAttackers } from './attack-process.ts'
import { ALL_ATTACKS } from './attacks/all-attacks.ts'
import { type BoardClient, openClient, pause, untilTrue } from './board-client.ts'
import { type Bystanders, percentile, startBystanders } from './bystanders.ts'
import { inspectArgs, type MemoryProbe, probeMemory } from './memory-probe.ts'
import { numberedWriter } from './numbered-notes.ts'
import type { BenchOptions } from './options.ts'
import { type Product, type ProductPerson, startProduct } from './product.ts'

const BYSTANDERS = 5
/** They take turns: what one has used up of her allowance must not spare the server the next kind. */
const ATTACKERS = { full: 20, smoke: 3 }
const ATTACK_MS = { full: 3_000, smoke: 300 }
const CALM_MS = { full: 1_000, smoke: 200 }
const WARM_UP_MS = { full: 4_000, smoke: 500 }
const MUTATE_SMOKE_MS = 2_000
/** How long the honest people work alone, so that what their work costs is known. */
const CONTROL_MS = { full: 20_000, smoke: 500 }
const MINUTE_MS = 60_000
/** In a smoke run every so many-th kind is tried, from a random one on. */
const SMOKE_STEP = 9
const RSS_EVERY_MS = 25
const STALL_GRAIN_MS = 5
const AGREE_WITHIN_MS = 15_000
/** Messages of honest traffic that are recorded for the mutations. */
const RECORDED_WORDS = 60
const MIB = 1024 * 1024
/** Longest that an honest person may wait for another's word while somebody attacks, in ms: what one notices as a hitch. */
const NOTICED_MS = 250

/** What one kind did. */
interface Effect {
  readonly name: string
  readonly times: number
  readonly codes: Readonly<Record<string, number>>
  readonly p99Ms: number | null
  readonly rssRiseMib: number
  /** How long the honest people's own process stood still at most, in ms: their wait may be its fault. */
  readonly ownStallMs: number
}

/** Everything under which honest people work on, each kind by itself, then mutated traffic for minutes. */
export async function measureHostile(options: BenchOptions): Promise<void> {
  const size = options.smoke ? 'smoke' : 'full'
  const inspectPort = await freePort()
  const product = await startProduct({
    program: options.program,
    people: 1 + BYSTANDERS + ATTACKERS[size],
    nodeArgs: inspectArgs(inspectPort),
  })
  const probe = await probeMemory(inspectPort)
  const [newcomer, ...others] = product.people
  const bystanders = await startBystanders(others.slice(0, BYSTANDERS))
  const enemies = others.slice(BYSTANDERS)
  const attackers = await startAttackers(
    enemies.map(({ api }) => ({
      port: product.port,
      boardId: product.boardId,
      cookie: api.cookie(),
      others: bystanders.clients.map(({ doc }) => doc.clientID),
    })),
  )
  try {
    await pause(WARM_UP_MS[size])
    const honest = await measureHonest(product, probe, CONTROL_MS[size])
    bystanders.take()
    const around = { product, probe, bystanders, attackers, newcomer, options, size, honest } as const
    await measureKinds(around)
    await measureMutations(around, enemies)
  } finally {
    attackers.end()
    bystanders.stop()
    for (const client of bystanders.clients) client.leave()
    probe.close()
    await product.remove()
  }
}

/** What both parts work with. */
interface Around {
  readonly product: Product
  readonly probe: MemoryProbe
  readonly bystanders: Bystanders
  readonly attackers: AttackProcess
  readonly newcomer: ProductPerson
  readonly options: BenchOptions
  readonly size: 'full' | 'smoke'
  readonly honest: HonestWork
}

/** What the honest people's work costs without any attack. */
interface HonestWork {
  /** Memory that stays, in bytes for each ms: the board grows. */
  readonly bytesPerMs: number
  /** The most that the process took meanwhile, garbage included, in MiB above the beginning. */
  readonly rssRiseMib: number
}

async function measureHonest(product: Product, probe: MemoryProbe, forMs: number): Promise<HonestWork> {
  const before = await probe.liveBytes()
  const began = performance.now()
  const watch = watchRss(product)
  await pause(forMs)
  const rssRiseMib = watch() / MIB
  const after = await probe.liveBytes()
  return { bytesPerMs: Math.max(0, after - before) / (performance.now() - began), rssRiseMib }
}

/** Memory in use, watched from now on. @returns what gives the rise beyond that of honest work, in MiB; null when the server is down */
async function watchLive({ product, probe, honest }: Around): Promise<() => Promise<number | null>> {
  const before = await probe.liveBytes()
  const began = performance.now()
  return async () => {
    if (!product.program.alive) return null
    const after = await probe.liveBytes()
    return (after - before - honest.bytesPerMs * (performance.now() - began)) / MIB
  }
}

async function measureKinds(around: Around): Promise<void> {
  const { product, bystanders, attackers, options, size, honest } = around
  const names = Object.keys(ALL_ATTACKS).filter((name, index) =>
    options.kind === null
      ? size === 'full' || (index + options.seed) % SMOKE_STEP === 0
      : name.includes(options.kind),
  )
  const riseOfLive = await watchLive(around)
  const calm: number[] = []
  const attacked: number[] = []
  const effects: Effect[] = []
  for (const [index, name] of names.entries()) {
    await pause(CALM_MS[size])
    calm.push(...bystanders.take().latenciesMs)
    const watch = watchRss(product)
    const ownStall = watchOwnStall()
    const { times, codes } = await attackers.run({
      kind: 'attack',
      by: index,
      name,
      forMs: ATTACK_MS[size],
      seed: options.seed + index,
    })
    const rssRiseMib = watch() / MIB
    // who waits until the attack is over has waited because of it
    await bystanders.untilSeen()
    const { latenciesMs } = bystanders.take()
    attacked.push(...latenciesMs)
    const ownStallMs = Math.round(ownStall())
    const effect = { name, times, codes, p99Ms: percentile(latenciesMs, 0.99), rssRiseMib, ownStallMs }
    effects.push(effect)
    report.say(`hostile: ${JSON.stringify(effect)}${product.program.alive ? '' : ' SERVER DOWN'}`)
    if (!product.program.alive) break
  }
  const keptMib = await riseOfLive()
  const agree = await allAgree(around)
  calm.sort((a, b) => a - b)
  attacked.sort((a, b) => a - b)
  const before = percentile(calm, 0.99)
  const during = percentile(attacked, 0.99)
  const worstRss = effects.reduce((worst, effect) => (effect.rssRiseMib > worst.rssRiseMib ? effect : worst))
  const worstWait = effects.reduce((worst, effect) => (waitOf(effect) > waitOf(worst) ? effect : worst))
  const conditions = {
    kinds: effects.length,
    secondsEach: ATTACK_MS[size] / 1_000,
    bystanders: BYSTANDERS,
    seed: options.seed,
    smoke: options.smoke,
  }
  const line = lineOf('hostile frames', conditions)
  line('crashes', Number(!product.program.alive), 'crashes', 0)
  line('bystanders closed', bystanders.closed, 'people', 0)
  line('bystanders whose document differs', agree, 'people', 0)
  line('p99 of bystanders, calm', before, 'ms', null)
  line('p99 of bystanders, attacked', during, 'ms', null)
  line(
    'p99 of bystanders, attacked against calm',
    before === null || during === null ? null : during / before,
    'ratio to the same without attack',
    null,
  )
  line(
    `p99 of bystanders beyond their own standing still, worst kind: ${worstWait.name}`,
    worstWait.p99Ms === null ? null : waitOf(worstWait),
    'ms',
    NOTICED_MS,
  )
  line(`rss rise, worst kind: ${worstRss.name}`, worstRss.rssRiseMib, 'MiB', (2 * FRAME_MAX_BYTES) / MIB)
  line('rss rise, nobody attacks', honest.rssRiseMib, 'MiB', null)
  line('memory of honest work', (honest.bytesPerMs * MINUTE_MS) / MIB, 'MiB a minute', null)
  line('memory kept after all kinds, beyond honest work', keptMib, 'MiB', (2 * FRAME_MAX_BYTES) / MIB)
}

async function measureMutations(around: Around, enemies: readonly ProductPerson[]): Promise<void> {
  const { product, bystanders, attackers, options, size } = around
  if (!product.program.alive || options.kind !== null) return
  await pause(CALM_MS[size])
  const forMs = size === 'smoke' ? MUTATE_SMOKE_MS : options.minutes * MINUTE_MS
  const enemy = enemies[0] ?? around.newcomer
  const frames = await recordFrames(enemy)
  bystanders.take()
  const riseOfLive = await watchLive(around)
  const watch = watchRss(product)
  const result = await attackers.run({
    kind: 'mutate',
    frames: frames.map((frame) => Buffer.from(frame).toString('base64')),
    forMs,
    seed: options.seed,
  })
  const rssRiseMib = watch() / MIB
  const keptMib = await riseOfLive()
  await bystanders.untilSeen()
  const p99Ms = percentile(bystanders.take().latenciesMs, 0.99)
  report.say(`mutated frames: ${JSON.stringify({ ...result, p99Ms, rssRiseMib })}`)
  const conditions = {
    seconds: forMs / 1_000,
    frames: result.times,
    recorded: frames.length,
    closeCodes: result.codes,
    seed: options.seed,
    smoke: options.smoke,
  }
  const line = lineOf('mutated frames', conditions)
  line('crashes', Number(!product.program.alive), 'crashes', 0)
  line('bystanders closed', bystanders.closed, 'people', 0)
  line('bystanders whose document differs', await allAgree(around), 'people', 0)
  line('p99 of bystanders', p99Ms, 'ms', NOTICED_MS)
  line('rss rise', rssRiseMib, 'MiB', (2 * FRAME_MAX_BYTES) / MIB)
  line('memory kept, beyond honest work', keptMib, 'MiB', (2 * FRAME_MAX_BYTES) / MIB)
}

/** What people waited for the server; their own process, which sends the attack's neighbours too, stood still for some of it. */
function waitOf({ p99Ms, ownStallMs }: Effect): number {
  return p99Ms === null ? Number.POSITIVE_INFINITY : Math.max(0, p99Ms - ownStallMs)
}

function lineOf(work: string, conditions: Record<string, unknown>) {
  return (metric: string, ours: number | null, unit: string, target: number | null) =>
    report.line({ bench: 'faults', work, metric, ours, unit, better: 'lower', target, conditions })
}

/** Everything that an honest person sends in a while, as the server gets it. */
async function recordFrames(person: ProductPerson): Promise<Uint8Array[]> {
  const frames: Uint8Array[] = []
  const client = await openClient(person.door(), new Y.Doc(), (frame) => frames.push(frame))
  const writer = numberedWriter(client.doc, 'm', person.actorId)
  for (let word = 0; word < RECORDED_WORDS; word++) {
    writer.write()
    client.point({ cursor: { x: word, y: 1 }, selection: [`shape:${word}`] })
    await pause(5)
  }
  client.leave()
  return frames
}

/** Watches this process. @returns what ends it and gives the longest time in which it stood still, in ms */
function watchOwnStall(): () => number {
  const delay = monitorEventLoopDelay({ resolution: STALL_GRAIN_MS })
  delay.enable()
  return () => {
    delay.disable()
    return delay.max / 1e6
  }
}

/** Watches the memory of the server. @returns what ends it and gives the rise in bytes */
function watchRss(product: Product): () => number {
  const { pid } = product.program
  const before = readProcess(pid).rssBytes
  let most = before
  const look = () => {
    if (product.program.alive) most = Math.max(most, readProcess(pid).rssBytes)
  }
  const timer = setInterval(look, RSS_EVERY_MS)
  return () => {
    clearInterval(timer)
    look()
    return most - before
  }
}

/** How many honest people do not come to the document that a newcomer gets. */
async function allAgree({ bystanders, newcomer, product }: Around): Promise<number | null> {
  if (!product.program.alive) return null
  bystanders.rest(true)
  const fresh = await newcomer.open()
  const contentOf = ({ doc }: BoardClient) => canonicalJson(boardRoot(doc).toJSON())
  const differs = (client: BoardClient) => contentOf(client) !== contentOf(fresh)
  await untilTrue(() => !bystanders.clients.some(differs), AGREE_WITHIN_MS)
  const apart = bystanders.clients.filter(differs).length
  fresh.leave()
  bystanders.rest(false)
  return apart
}
