import { boardRoot, canonicalJson } from '@tablee/board'
import { readBusyS, readProcess, readWaitedS } from '../process-stat.ts'
import { waitOf as waitInStalls, watchLoop } from '../servers/tablee/loop-watch.ts'
import type { AttackProcess, AttackResult } from './attack-process.ts'
import { type BoardClient, untilTrue } from './board-client.ts'
import { type Bystanders, type Honest, percentile } from './bystanders.ts'
import type { RunningProgram } from './run-program.ts'

const RSS_EVERY_MS = 25
const MACHINE_LOOK_MS = 100
const AGREE_WITHIN_MS = 15_000
const MIB = 1024 * 1024

/** A server under attack, and who is there. */
export interface AttackedServer {
  readonly program: RunningProgram
  readonly bystanders: Bystanders
  /** Each in a process of her own. */
  readonly attackers: readonly AttackProcess[]
  /** What its Node holds for young objects, in bytes; left out where nobody looks. */
  youngBytes?(): Promise<number>
  /** Watches how long it stands still, each time, in ms; left out where nobody looks. */
  watchStalls?(): Promise<() => Promise<number[]>>
  /** Somebody who comes to see what is on the board. */
  readonly newcomer: Honest
}

/** Which kind, and who of those that have a way in does it. */
export interface Blow {
  readonly name: string
  readonly by: number
}

/** What went on while somebody attacked. */
export interface Watched {
  readonly latenciesMs: readonly number[]
  readonly p99Ms: number | null
  /** The most that the process took above the beginning, garbage included. */
  readonly rssRiseMib: number
  /** The same without the room for young objects, which grows until it is as large as Node's flags say. */
  readonly beyondYoungMib: number
  /**
   * What the stalls of the honest people's own process add to 99 in 100 moments, in ms: five copies of the board read
   * there, one after the other, what one browser each would read.
   */
  readonly ownStallMs: number
  /** The same of the server's stalls: no less is what people waited for it. Null where nobody looked. */
  readonly serverStallMs: number | null
  /** How long at most, of as much time as that wait, the server was ready to run while programs of others had its core, in ms: likewise. */
  readonly machineMs: number
}

/** What one or several kinds at a time did. */
export interface Effect extends Watched {
  readonly name: string
  readonly times: number
  readonly codes: Readonly<Record<string, number>>
}

/** Watches server and people while somebody attacks. */
export async function watched<T extends object>(
  server: AttackedServer,
  work: () => Promise<T>,
): Promise<T & Watched> {
  const { program, bystanders } = server
  const youngBytes = async () => (program.alive ? ((await server.youngBytes?.()) ?? 0) : 0)
  const youngBefore = await youngBytes()
  bystanders.take()
  const rss = watchRss(program)
  const serverStalls = await server.watchStalls?.()
  const beganMs = performance.now()
  const ownStall = watchLoop()
  const machine = watchMachine(server)
  const result = await work()
  const rssRiseMib = rss() / MIB
  // who waits until the attack is over has waited because of it
  await bystanders.untilSeen()
  const { latenciesMs } = bystanders.take()
  const p99Ms = percentile(latenciesMs, 0.99)
  const hundredthMs = (performance.now() - beganMs) / 100
  const stalls = program.alive ? ((await serverStalls?.()) ?? null) : null
  const youngRiseMib = Math.max(0, (await youngBytes()) - youngBefore) / MIB
  return {
    ...result,
    latenciesMs,
    p99Ms,
    rssRiseMib,
    beyondYoungMib: Math.max(0, rssRiseMib - youngRiseMib),
    ownStallMs: Math.round(ownStall().waitP99),
    serverStallMs:
      stalls &&
      Math.round(
        waitInStalls(
          stalls.sort((a, b) => a - b),
          hundredthMs,
        ),
      ),
    machineMs: Math.round(machine(p99Ms ?? 0)),
  }
}

/** What is done, at the same moment, and for how long. */
export interface Attacked {
  readonly blows: readonly Blow[]
  readonly forMs: number
  readonly seed: number
}

/** Attacks for a while, each blow by another process at the same time. */
export function strike(
  { attackers }: AttackedServer,
  { blows, forMs, seed }: Attacked,
): Promise<readonly AttackResult[]> {
  return Promise.all(
    blows.map(({ name, by }, index) => {
      const attacker = attackers[index]
      if (attacker === undefined) throw new Error('each blow needs a process')
      return attacker.run({ kind: 'attack', by, name, forMs, seed: seed + index })
    }),
  )
}

/** Attacks, and watches server and people meanwhile. */
export async function attack(server: AttackedServer, how: Attacked): Promise<Effect> {
  const results = await watched(server, async () => ({ all: await strike(server, how) }))
  const { all, ...seen } = results
  const codes: Record<string, number> = {}
  for (const result of all)
    for (const [code, count] of Object.entries(result.codes)) codes[code] = (codes[code] ?? 0) + count
  return {
    ...seen,
    name: how.blows.map(({ name }) => name).join(' + '),
    times: all.reduce((sum, { times }) => sum + times, 0),
    codes,
  }
}

/**
 * What people waited for the server: not for their own process, which sends the attack's neighbours too, nor for a busy
 * machine. Both may stand still at once, so it is never less than what the server's own stalls add.
 */
export function waitOf({ p99Ms, ownStallMs, serverStallMs, machineMs }: Watched): number {
  if (p99Ms === null) return Number.POSITIVE_INFINITY
  return Math.max(0, Math.max(p99Ms - ownStallMs, serverStallMs ?? 0) - machineMs)
}

/** How many honest people do not come to the document that a newcomer gets; null when the server is down. */
export async function apartFromNewcomer(server: AttackedServer): Promise<number | null> {
  const { bystanders, newcomer, program } = server
  if (!program.alive) return null
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

/** Watches the memory of a server. @returns what ends it and gives the rise in bytes */
export function watchRss(program: RunningProgram): () => number {
  const before = readProcess(program.pid).rssBytes
  let most = before
  const look = () => {
    if (program.alive) most = Math.max(most, readProcess(program.pid).rssBytes)
  }
  const timer = setInterval(look, RSS_EVERY_MS)
  return () => {
    clearInterval(timer)
    look()
    return most - before
  }
}

/**
 * Watches the server's core.
 * @returns what ends it and gives the most, of so many ms, that the server waited there for programs that have no part in
 * this, in ms
 */
function watchMachine({ program, attackers }: AttackedServer): (ofMs: number) => number {
  const ownPids = [program.pid, process.pid, ...attackers.map(({ pid }) => pid)]
  const looks: { waitedS: number; foreignS: number }[] = []
  const look = () => {
    if (!program.alive) return
    const ownS = ownPids.reduce((sum, pid) => sum + readProcess(pid).cpuS, 0)
    looks.push({ waitedS: readWaitedS(program.pid), foreignS: readBusyS() - ownS })
  }
  look()
  const timer = setInterval(look, MACHINE_LOOK_MS)
  return (ofMs) => {
    clearInterval(timer)
    look()
    const window = Math.ceil(ofMs / MACHINE_LOOK_MS)
    let mostS = 0
    for (const [at, to] of looks.entries()) {
      const from = looks[Math.max(0, at - window)] ?? to
      // its own threads are no excuse: no more than others have worked
      mostS = Math.max(mostS, Math.min(to.waitedS - from.waitedS, to.foreignS - from.foreignS))
    }
    return 1_000 * mostS
  }
}
