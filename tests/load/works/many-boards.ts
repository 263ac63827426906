import type { LiveResult } from '../generator/live-window.ts'
import type { BenchOptions } from '../options.ts'
import { inRounds } from '../rounds.ts'
import { HOCUSPOCUS, TABLEE, TLDRAW, Y_WEBSOCKET_SERVER } from '../servers/server-kind.ts'
import { conditionsOf } from './conditions.ts'
import { printLines } from './line.ts'
import { onFreshServer } from './on-fresh-server.ts'
import type { SyncWork } from './sync-work.ts'

const BOARDS = 1_000
const SMOKE_BOARDS = 20
const PEOPLE_EACH = 3
const HZ = 2
const OBSERVED = 50
/** With less than this part of the changes delivered, processor time says nothing about delivering. */
const LITTLE = 0.01
/** Longest that 3,000 people may take to come and prepare, in ms, beside the window itself. */
const ENTRY_BOUND_MS = 60_000

/** W2: many boards with few people each. */
export const MANY_BOARDS: SyncWork = { name: '1000 boards', isInSmoke: false, run: measure }

async function measure(options: BenchOptions): Promise<void> {
  const { warmMs, windowMs, isSmoke } = options
  const boards = isSmoke ? SMOKE_BOARDS : BOARDS
  const work = `${boards} boards × ${PEOPLE_EACH} × ${HZ} Hz`
  const peers = [HOCUSPOCUS, Y_WEBSOCKET_SERVER, TLDRAW]
  const results = await inRounds<LiveResult>(options, {
    work,
    kinds: [TABLEE, ...peers],
    // no target names it
    roundsOf: (kind) => (kind === TLDRAW ? 1 : options.rounds),
    once: (kind) =>
      onFreshServer(options, kind, {}, (server, generator) =>
        generator.run(
          server,
          {
            work: 'many-boards',
            boards,
            peopleEach: PEOPLE_EACH,
            hz: HZ,
            observed: Math.min(boards, OBSERVED),
            warmMs,
            windowMs,
          },
          ENTRY_BOUND_MS + warmMs + windowMs,
        ),
      ),
  })
  const conditions = conditionsOf(options, {
    seconds: windowMs / 1000,
    clients: boards * PEOPLE_EACH,
    boards,
    hz: HZ,
    foreignCpu: results.noise(),
    generator: results.generator(TABLEE),
    rules: false,
  })
  printLines({ work, ours: TABLEE, peers, results, conditions }, [
    {
      metric: 'cpu',
      figure: ({ serverCpu }) => serverCpu,
      unit: '% of a core',
      against: [HOCUSPOCUS.name],
      target: 0.85,
    },
    {
      // who delivers less than was sent has done less work for its processor time
      metric: 'cpu of what arrived',
      figure: ({ serverCpu, arrived }) => (arrived < LITTLE ? null : serverCpu / arrived),
      unit: '% of a core',
      against: [Y_WEBSOCKET_SERVER.name],
    },
    { metric: 'p50', figure: ({ changes }) => changes.p50, unit: 'ms' },
    { metric: 'p99', figure: ({ changes }) => changes.p99, unit: 'ms', target: 250 },
    { metric: 'disconnects', figure: ({ disconnected }) => disconnected, unit: 'connections', target: 0 },
    { metric: 'arrived', figure: ({ arrived }) => 100 * arrived, unit: '% of the changes', better: 'higher' },
    { metric: 'rss', figure: ({ rssBytes }) => rssBytes / 2 ** 20, unit: 'MB' },
  ])
}
