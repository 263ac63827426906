import { setTimeout } from 'node:timers/promises'
import type { ComeBackResult } from '../generator/come-back.ts'
import type { ResultOf } from '../generator/job.ts'
import type { QuietPeople } from '../generator/quiet-people.ts'
import { startGenerator } from '../generator/start-generator.ts'
import type { BenchOptions } from '../options.ts'
import { report } from '../report.ts'
import { inRounds, RoundResults } from '../rounds.ts'
import {
  HOCUSPOCUS,
  type ServerKind,
  TABLEE,
  TABLEE_WITH_ITS_CLIENT,
  TLDRAW,
  Y_WEBSOCKET_SERVER,
} from '../servers/server-kind.ts'
import { newDataDir, type RunningServer, removeDataDir, startServer } from '../servers/start-server.ts'
import { conditionsOf } from './conditions.ts'
import { printLines } from './line.ts'
import { onFreshServer } from './on-fresh-server.ts'
import type { SyncWork } from './sync-work.ts'

const PEOPLE = 5
/** Longer than any of the servers takes to miss somebody: Hocuspocus asks every minute, and misses after the second. */
const QUIET_S = 125
const SMOKE_QUIET_S = 2
/** y-websocket 3.1.0 leaves after 30 s without a message. */
const SILENCE_TARGET_S = 25
const COMING_BACK = 40
const SMOKE_COMING_BACK = 5
/** How long the killed server is away. */
const AWAY_MS = 3_000
/** What our client is for: less than half of a room tries at the same moment. */
const AT_ONCE_TARGET = 0.5
const BOUND_MS = 90_000

/** W9: time-outs and back-off. */
export const TIME_OUTS: SyncWork = {
  name: 'time-outs',
  isInSmoke: false,
  async run(options) {
    await measureQuiet(options)
    await measureComingBack(options)
  },
}

/** The servers all at once, since nobody does anything. */
async function measureQuiet(options: BenchOptions): Promise<void> {
  const seconds = options.isSmoke ? SMOKE_QUIET_S : QUIET_S
  const peers = [Y_WEBSOCKET_SERVER, HOCUSPOCUS, TLDRAW]
  const results = new RoundResults<ResultOf<QuietPeople>>()
  const chosen = [TABLEE, ...peers].filter(
    ({ name }) => options.servers.length === 0 || options.servers.some((start) => name.startsWith(start)),
  )
  const measure = async (kind: ServerKind) => {
    const speaksOurs = kind.wire === 'y-websocket'
    const job: QuietPeople = {
      work: 'quiet-people',
      board: 'quiet',
      // tldraw's client asks by itself whether the server is there: its server has nothing to say
      people: kind === TLDRAW ? 0 : PEOPLE,
      clients: speaksOurs ? PEOPLE : 0,
      sentAway: kind === TABLEE ? PEOPLE : 0,
      windowMs: seconds * 1_000,
    }
    // the other works' people on tldraw's server do not ask, and are kept all the same; here its own patience is measured
    const env: Readonly<Record<string, string>> = kind === TLDRAW ? { CLIENT_TIMEOUT: 'default' } : {}
    try {
      const result = await onFreshServer(options, kind, { env }, (server, generator) =>
        generator.run(server, job, job.windowMs + BOUND_MS),
      )
      results.add(kind, result)
    } catch (err) {
      report.say(`time-outs: ${kind.name} could not do it: ${err instanceof Error ? err.message : err}`)
      results.add(kind, null)
    }
  }
  report.say(`time-outs: ${chosen.map(({ name }) => name).join(', ')}, for ${seconds} s`)
  // a short look has one generator for all
  if (options.isSmoke) for (const kind of chosen) await measure(kind)
  else await Promise.all(chosen.map(measure))
  const conditions = conditionsOf({ ...options, rounds: 1 }, { seconds, clients: PEOPLE, rules: false })
  const printed = { ours: TABLEE, peers, results, conditions }
  printLines({ ...printed, work: `quiet for ${seconds} s` }, [
    {
      metric: 'longest silence',
      figure: ({ longestSilenceS }) => longestSilenceS,
      unit: 's without a message',
      target: SILENCE_TARGET_S,
    },
    {
      metric: 'y-websocket clients that left for it',
      figure: ({ left }) => left,
      unit: 'times',
      target: 0,
    },
    { metric: 'closed', figure: ({ closed }) => closed, unit: 'connections', target: 0 },
    { metric: 'somebody whose line is dead is let go', figure: ({ goneAfterS }) => goneAfterS, unit: 's' },
  ])
  printLines({ ...printed, work: `told not to come back, for ${seconds} s` }, [
    {
      metric: 'comings of a y-websocket client',
      figure: ({ comings }) => comings?.stock ?? null,
      unit: 'each',
      target: 1,
    },
    {
      metric: 'comings of our client',
      figure: ({ comings }) => comings?.ours ?? null,
      unit: 'each',
      target: 1,
    },
  ])
}

/** What a killed server's clients do meanwhile, and how soon all are back. */
type Return = ComeBackResult & { allBackMs: number | null }

async function measureComingBack(options: BenchOptions): Promise<void> {
  const people = options.isSmoke ? SMOKE_COMING_BACK : COMING_BACK
  const results = await inRounds<Return>(options, {
    work: 'time-outs, killed server',
    kinds: [TABLEE, TABLEE_WITH_ITS_CLIENT, Y_WEBSOCKET_SERVER],
    once: (kind) => killAndReturn(kind, people),
  })
  const conditions = conditionsOf(options, { clients: people, awayMs: AWAY_MS, rules: false })
  const against = [Y_WEBSOCKET_SERVER.name]
  for (const { ours, name, target } of [
    { ours: TABLEE_WITH_ITS_CLIENT, name: 'our clients', target: AT_ONCE_TARGET },
    { ours: TABLEE, name: 'y-websocket clients', target: null },
  ])
    printLines(
      {
        work: `${people} ${name} of a server that was killed`,
        ours,
        peers: [Y_WEBSOCKET_SERVER],
        results,
        conditions,
      },
      [
        {
          metric: 'in the busiest 0.1 s',
          figure: ({ atOnce }) => atOnce,
          unit: 'of the clients',
          against,
          target,
        },
        { metric: 'attempts', figure: ({ attemptsEach }) => attemptsEach, unit: 'of each', against },
        { metric: 'all back', figure: ({ allBackMs }) => allBackMs, unit: 'ms after the server', against },
      ],
    )
}

async function killAndReturn(kind: ServerKind, people: number): Promise<Return> {
  const dataDir = await newDataDir()
  const generator = startGenerator()
  const servers: RunningServer[] = []
  let isOver = false
  let thereAgain: Promise<number> | null = null
  try {
    const first = await startServer(kind, { dataDir })
    servers.push(first)
    const startAgain = async () => {
      await first.ended
      await setTimeout(AWAY_MS)
      // a generator that failed ended the first one without having killed it
      if (isOver) throw new Error('nobody waits for the server any more')
      servers.push(await startServer(kind, { dataDir, port: first.port }))
      return Date.now()
    }
    const client = kind === TABLEE_WITH_ITS_CLIENT ? 'ours' : 'stock'
    const order = { work: 'come-back', board: 'killed', people, client } as const
    thereAgain = startAgain()
    const [result, thereAtMs] = await Promise.all([generator.run(first, order, BOUND_MS), thereAgain])
    const { allBackAtMs } = result
    return { ...result, allBackMs: allBackAtMs === null ? null : allBackAtMs - thereAtMs }
  } finally {
    isOver = true
    generator.stop()
    for (const server of servers) await server.stop('SIGKILL')
    // one that was just starting
    await Promise.allSettled([thereAgain])
    for (const server of servers) await server.stop('SIGKILL')
    await removeDataDir(dataDir)
  }
}
