import { freePort } from '../../running/free-port.ts'
import { report } from '../report.ts'
import { startAttackers } from './attack-process.ts'
import { type AttackedServer, watchRss } from './attacked-server.ts'
import type { WayIn } from './attacker.ts'
import { pause } from './board-client.ts'
import { startBystanders } from './bystanders.ts'
import { kindsFor, measureKinds, measurePairs, type PrintBeside, type Round } from './hostile-kinds.ts'
import { measureMutations } from './hostile-mutations.ts'
import { attackPeers } from './hostile-peers.ts'
import { inspectArgs, probeMemory } from './memory-probe.ts'
import type { BenchOptions } from './options.ts'
import { startProduct } from './product.ts'

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
  const [newcomer, ...others] = product.people
  const bystanders = await startBystanders(others.slice(0, BYSTANDERS))
  const enemies = others.slice(BYSTANDERS)
  const waysIn = enemies.map(({ api, actorId }): WayIn => {
    const { port, boardId } = product
    const path = `/api/sync/${boardId}?v=1`
    const known = bystanders.clients.map(({ doc }) => doc.clientID)
    return { port, path, cookie: api.cookie(), actorId, dialect: 'y-websocket', others: known }
  })
  const attackers = [await startAttackers(waysIn), await startAttackers(waysIn)]
  const server: AttackedServer = {
    get program() {
      return product.program
    },
    bystanders,
    attackers,
    youngBytes: () => probe.youngBytes(),
    newcomer,
  }
  try {
    await pause(WARM_UP_MS[size])
    const honest = await watchHonest(server, probe.liveBytes, CONTROL_MS[size])
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
    await measureMutations(round, enemies[0] ?? newcomer)
    return printBeside
  } finally {
    for (const attacker of attackers) attacker.end()
    bystanders.stop()
    for (const client of bystanders.clients) client.leave()
    probe.close()
    await product.remove()
  }
}

/** What the honest people's work costs without any attack. */
async function watchHonest(
  { program }: AttackedServer,
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
