import { freePort } from '../../running/free-port.ts'
import { report } from '../report.ts'
import { type AttackProcess, startAttackers } from './attack-process.ts'
import { type AttackedServer, watchRss } from './attacked-server.ts'
import type { WayIn } from './attacker.ts'
import { pause } from './board-client.ts'
import { type Bystanders, startBystanders } from './bystanders.ts'
import { kindsFor, measureKinds, measurePairs, type PrintBeside, type Round } from './hostile-kinds.ts'
import { afterEverybodyLeft, measureMemory, printKept } from './hostile-memory.ts'
import { measureMutations } from './hostile-mutations.ts'
import { attackPeers } from './hostile-peers.ts'
import { inspectArgs, probeMemory } from './memory-probe.ts'
import type { BenchOptions } from './options.ts'
import { type Product, type ProductPerson, startProduct } from './product.ts'
import type { RunningProgram } from './run-program.ts'
import { watchStoredRoom } from './stored-board.ts'

const BYSTANDERS = 5
/** They take turns: what one has used up of her allowance must not spare the server the next kind. */
const ATTACKERS = { full: 20, smoke: 3 }
const WARM_UP_MS = { full: 4_000, smoke: 500 }
/** How long the honest people work alone, so that what their work costs is known. */
const CONTROL_MS = { full: 20_000, smoke: 500 }
const MINUTE_MS = 60_000
const MIB = 1024 * 1024

/** Everything under which honest people work on: each kind by itself, two at a time, then mutated traffic for minutes. */
export async function measureHostile(options: BenchOptions): Promise<void> {
  const printBeside = await attackOurs(options)
  // when ours is gone: it would take their core
  if (options.kind === null)
    printBeside(await attackPeers(kindsFor({ options, size: options.smoke ? 'smoke' : 'full' })))
}

async function attackOurs(options: BenchOptions): Promise<PrintBeside> {
  const size = options.smoke ? 'smoke' : 'full'
  const inspectPort = await freePort()
  const product = await startProduct({
    program: options.program,
    people: 1 + BYSTANDERS + ATTACKERS[size],
    nodeArgs: inspectArgs(inspectPort),
  })
  const probe = await probeMemory(inspectPort)
  const stored = watchStoredRoom(product.dataDir, product.boardId)
  const [newcomer, ...others] = product.people
  const enemies = others.slice(BYSTANDERS)
  const comeTogether = () => startBystanders(others.slice(0, BYSTANDERS))
  const alone = await comeTogether()
  await pause(WARM_UP_MS[size])
  const honest = await watchHonest(product.program, probe.liveBytes, CONTROL_MS[size])
  let before: number | null = null
  // half a minute, which a glance has not
  if (options.smoke) leave(alone)
  else before = await afterEverybodyLeft({ bystanders: alone, program: product.program }, { probe, stored })
  const bystanders = await comeTogether()
  const attackers = await attackersOn({ product, enemies, bystanders })
  const server: AttackedServer = {
    get program() {
      return product.program
    },
    bystanders,
    attackers,
    youngBytes: () => probe.youngBytes(),
    watchStalls: () => probe.watchStalls(),
    newcomer,
  }
  try {
    await pause(WARM_UP_MS[size])
    const riseOfLive = async () => {
      const before = await probe.liveBytes()
      const began = performance.now()
      return async () => {
        if (!product.program.alive) return null
        const after = await probe.liveBytes()
        return (after - before - honest.bytesPerMs * (performance.now() - began)) / MIB
      }
    }
    const round: Round = { server, riseOfLive, options, size }
    const printBeside = await measureKinds(round)
    const line = (metric: string, ours: number, unit: string) =>
      report.line({
        bench: 'faults',
        work: 'hostile frames, nobody attacks',
        metric,
        ours,
        unit,
        better: 'lower',
        target: null,
        conditions: { bystanders: BYSTANDERS, smoke: options.smoke },
      })
    line('rss rise', honest.rssRiseMib, 'MiB')
    line('memory of honest work', (honest.bytesPerMs * MINUTE_MS) / MIB, 'MiB a minute')
    await measurePairs(round)
    const watch = { probe, stored, honestBytesPerMs: honest.bytesPerMs }
    await measureMemory(round, watch)
    await measureMutations(round, { person: enemies[0] ?? newcomer, watch })
    if (!options.smoke)
      printKept(round, { before, after: await afterEverybodyLeft(server, { probe, stored }) })
    return printBeside
  } finally {
    for (const attacker of attackers) attacker.end()
    leave(bystanders)
    probe.close()
    await stored.close()
    await product.remove()
  }
}

/** Two processes of all attackers: two may do something at the same moment. */
async function attackersOn(of: {
  product: Product
  enemies: readonly ProductPerson[]
  bystanders: Bystanders
}): Promise<readonly AttackProcess[]> {
  const { port, boardId } = of.product
  const known = of.bystanders.clients.map(({ doc }) => doc.clientID)
  const waysIn = of.enemies.map(({ api, actorId }): WayIn => {
    const path = `/api/sync/${boardId}?v=1`
    return { port, path, cookie: api.cookie(), actorId, dialect: 'y-websocket', others: known }
  })
  return [await startAttackers(waysIn), await startAttackers(waysIn)]
}

/** They go home. */
function leave(bystanders: Bystanders): void {
  bystanders.stop()
  for (const client of bystanders.clients) client.leave()
}

/** What the honest people's work costs without any attack. */
async function watchHonest(
  program: RunningProgram,
  liveBytes: () => Promise<number>,
  forMs: number,
): Promise<{ bytesPerMs: number; rssRiseMib: number }> {
  const before = await liveBytes()
  const began = performance.now()
  const rss = watchRss(program)
  await pause(forMs)
  const rssRiseMib = rss() / MIB
  const after = await liveBytes()
  // memory that stays: the board grows
  return { bytesPerMs: Math.max(0, after - before) / (performance.now() - began), rssRiseMib }
}
