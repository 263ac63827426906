import type { ProvidersResult } from '../generator/providers.ts'
import type { BenchOptions } from '../options.ts'
import { inRounds } from '../rounds.ts'
import { TABLEE, TABLEE_WITH_ITS_CLIENT, Y_WEBSOCKET_SERVER } from '../servers/server-kind.ts'
import { conditionsOf } from './conditions.ts'
import { printLines } from './line.ts'
import { onFreshServer } from './on-fresh-server.ts'
import type { SyncWork } from './sync-work.ts'

const PEOPLE = 40
const SMOKE_PEOPLE = 5
const CURSOR_HZ = 10
/** Longest that the clients may take to come, in ms, beside the window itself. */
const ENTRY_BOUND_MS = 30_000

/** W7: forty real clients that only move their cursors. */
export const REAL_CLIENTS: SyncWork = { name: 'providers', isInSmoke: false, run: measure }

async function measure(options: BenchOptions): Promise<void> {
  const { warmMs, windowMs } = options
  const people = options.isSmoke ? SMOKE_PEOPLE : PEOPLE
  const work = `${people} y-websocket providers`
  const results = await inRounds<ProvidersResult>(options, {
    work,
    kinds: [TABLEE, TABLEE_WITH_ITS_CLIENT, Y_WEBSOCKET_SERVER],
    once: (kind) =>
      onFreshServer(options, kind, {}, (server, generator) =>
        generator.run(
          server,
          {
            work: 'providers',
            board: 'providers',
            people,
            cursorHz: CURSOR_HZ,
            client: kind === TABLEE_WITH_ITS_CLIENT ? 'ours' : 'stock',
            warmMs,
            windowMs,
          },
          ENTRY_BOUND_MS + warmMs + windowMs,
        ),
      ),
  })
  const conditions = conditionsOf(options, {
    seconds: windowMs / 1000,
    clients: people,
    cursorHz: CURSOR_HZ,
    foreignCpu: results.noise(),
    rules: false,
  })
  const peers = [Y_WEBSOCKET_SERVER]
  for (const { ours, name, target } of [
    { ours: TABLEE, name: work, target: 0.5 },
    { ours: TABLEE_WITH_ITS_CLIENT, name: `${work}, our client`, target: 0.25 },
  ]) {
    printLines({ work: name, ours, peers, results, conditions }, [
      {
        metric: 'cpu',
        figure: ({ serverCpu }) => serverCpu,
        unit: '% of a core',
        against: [Y_WEBSOCKET_SERVER.name],
        target,
      },
      { metric: 'messages in', figure: ({ sentPerS }) => sentPerS, unit: 'a second' },
    ])
  }
}
