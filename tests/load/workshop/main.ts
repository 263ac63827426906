import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../running/free-port.ts'
import { newFolder, startProgram } from '../faults/product.ts'
import { startGenerator } from '../generator/start-generator.ts'
import { type BenchOptions, readOptions } from '../options.ts'
import { HAS_TWO_CORES } from '../placement.ts'
import { report } from '../report.ts'
import { inRounds } from '../rounds.ts'
import { TABLEE } from '../servers/server-kind.ts'
import { conditionsOf } from '../works/conditions.ts'
import { printLines, type RoundLine } from '../works/line.ts'
import type { WorkshopResult } from './run-workshop.ts'
import type { SessionSize } from './session.ts'

const PROGRAM = fileURLToPath(new URL('../../../apps/server/dist/main.js', import.meta.url))
const SESSIONS: readonly SessionSize[] = [
  { people: 45, groups: 3 },
  { people: 100, groups: 5 },
]
const SMOKE: readonly SessionSize[] = [{ people: 9, groups: 3 }]
const COMMANDS = { full: 12, smoke: 3 }
/** Longest that a session may take beside its windows, in ms. */
const BOUND_MS = 90_000
const MIB = 1024 * 1024

const LINES: readonly RoundLine<WorkshopResult>[] = [
  { metric: 'reveal to everybody’s screen', figure: ({ reveal }) => reveal.max, unit: 'ms', target: 1_000 },
  {
    metric: 'reveal in all groups at once',
    figure: ({ groupsReveal }) => groupsReveal.max,
    unit: 'ms',
    target: 1_000,
  },
  { metric: 'step change p95', figure: ({ step }) => step.p95, unit: 'ms', target: 500 },
  { metric: 'private step p95', figure: ({ privateStep }) => privateStep.p95, unit: 'ms', target: 500 },
  { metric: 'clock p95', figure: ({ clock }) => clock.p95, unit: 'ms', target: 1_000 },
  { metric: 'note of a group p95', figure: ({ note }) => note.p95, unit: 'ms' },
  { metric: 'private note kept p95', figure: ({ save }) => save.p95, unit: 'ms' },
  { metric: 'votes', figure: ({ castsPerS }) => castsPerS, unit: 'a second', better: 'higher' },
  { metric: 'vote answered p95', figure: ({ cast }) => cast.p95, unit: 'ms' },
  { metric: 'result of a vote to everybody’s screen', figure: ({ result }) => result.max, unit: 'ms' },
  { metric: 'arrival of all at once p95', figure: ({ arrival }) => arrival.p95, unit: 'ms' },
  { metric: 'call to everybody’s screen', figure: ({ call }) => call.max, unit: 'ms' },
  { metric: 'all change boards at once p95', figure: ({ move }) => move.p95, unit: 'ms' },
  { metric: 'cpu, private writing', figure: ({ privateCpu }) => privateCpu, unit: '% of a core' },
  { metric: 'cpu, groups', figure: ({ groupsCpu }) => groupsCpu, unit: '% of a core' },
  { metric: 'memory at most', figure: ({ peakRssBytes }) => peakRssBytes / MIB, unit: 'MiB' },
  { metric: 'lost', figure: ({ lost }) => lost, unit: 'notes and dots', target: 0 },
  { metric: 'doubled', figure: ({ doubled }) => doubled, unit: 'notes', target: 0 },
  { metric: 'hidden notes seen early', figure: ({ seenEarly }) => seenEarly, unit: 'notes', target: 0 },
  { metric: 'disconnects', figure: ({ disconnected }) => disconnected, unit: 'connections', target: 0 },
]

/** `npm run bench:workshop`: whole sessions with simulated people on the built product. See the README. */
const options = readOptions(process.argv.slice(2))
if (!HAS_TWO_CORES) report.say('One core only: server and generator disturb one another.')
// what was started is stopped at `exit`
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))
for (const size of options.isSmoke ? SMOKE : SESSIONS) {
  if (options.only.length > 0 && !options.only.includes(String(size.people))) continue
  const work = String(size.people)
  const results = await inRounds<WorkshopResult>(options, {
    work,
    kinds: [TABLEE],
    once: () => runOnce(options, size),
  })
  const conditions = conditionsOf(options, {
    seconds: options.windowMs / 1000,
    clients: size.people,
    groups: size.groups,
    database: 'sqlite',
    foreignCpu: results.noise(),
  })
  printLines({ bench: 'workshop', work, ours: TABLEE, peers: [], results, conditions }, LINES)
}
process.exit(0)

/** One session on a server that was just started. */
async function runOnce({ windowMs, isSmoke, profileDir }: BenchOptions, size: SessionSize) {
  const dataDir = await newFolder()
  const port = await freePort()
  const nodeArgs = profileDir === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`]
  const program = await startProgram(
    { program: PROGRAM, env: { LOG_LEVEL: 'warn' }, nodeArgs },
    { dataDir, port },
  )
  const generator = startGenerator()
  try {
    const setupUrl = /set-up link[^:]*: (\S+)/.exec(program.output())?.[1] ?? ''
    const commands = isSmoke ? COMMANDS.smoke : COMMANDS.full
    const url = `http://127.0.0.1:${port}`
    return await generator.run(
      { port, pid: program.pid, wire: 'y-websocket' },
      { work: 'workshop', url, setupUrl, windowMs, commands, ...size },
      BOUND_MS + 3 * windowMs,
    )
  } finally {
    generator.stop()
    await program.end('SIGTERM')
    await rm(dataDir, { recursive: true, force: true })
  }
}
