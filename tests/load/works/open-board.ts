import type { Opening } from '../generator/open-board.ts'
import type { Generator } from '../generator/start-generator.ts'
import type { BenchOptions } from '../options.ts'
import { inRounds } from '../rounds.ts'
import { HOCUSPOCUS, type ServerKind, TABLEE, TLDRAW, Y_WEBSOCKET_SERVER } from '../servers/server-kind.ts'
import type { RunningServer } from '../servers/start-server.ts'
import { conditionsOf } from './conditions.ts'
import { FILLED_BOARD, onFilledCopy, onFilledServer } from './filled-data.ts'
import { printLines } from './line.ts'
import { onFreshServer } from './on-fresh-server.ts'
import type { SyncWork } from './sync-work.ts'

const SIZES = [2_000, 10_000]
const EDITS = 50_000
const STORM = 150
/** Everything smaller, for a short look. */
const SMOKE = { notes: 200, edits: 1_000, storm: 20 }
/** Longest that an opening and its storm may take, in ms. */
const OPEN_BOUND_MS = 90_000
const PEERS = [HOCUSPOCUS, Y_WEBSOCKET_SERVER, TLDRAW]
/** What the targets of this work are ratios to. */
const RATIO = 0.08

/** W3 and W5: a stored board is opened, then by 150 people at once. */
export const OPEN_BOARD: readonly SyncWork[] = SIZES.map((notes) => ({
  name: `open ${notes}`,
  isInSmoke: false,
  run: (options) => measure(notes, options),
}))

async function measure(size: number, options: BenchOptions): Promise<void> {
  const notes = options.isSmoke ? SMOKE.notes : size
  const edits = options.isSmoke ? SMOKE.edits : EDITS
  const storm = options.isSmoke ? SMOKE.storm : STORM
  const filling = { notes, edits }
  const once = (kind: ServerKind) => {
    const isCold = kind.isStored
    const open = (server: RunningServer, generator: Generator) =>
      generator.run(server, { work: 'open-board', board: FILLED_BOARD, notes, storm, isCold }, OPEN_BOUND_MS)
    return isCold
      ? onFilledCopy(options, kind, filling, (dataDir) => onFreshServer(options, kind, { dataDir }, open))
      : onFilledServer(options, kind, filling, open)
  }
  const work = `open ${notes} shapes`
  // no target names the others
  const roundsOf = (kind: ServerKind) => (kind === TABLEE || kind === HOCUSPOCUS ? options.rounds : 1)
  const results = await inRounds<Opening>(options, { work, kinds: [TABLEE, ...PEERS], roundsOf, once })
  const conditions = conditionsOf(options, { notes, edits, rules: false, foreignCpu: results.noise() })
  printLines({ work, ours: TABLEE, peers: PEERS, results, conditions }, [
    {
      metric: 'cold open',
      figure: ({ coldMs }) => coldMs,
      unit: 'ms',
      against: [HOCUSPOCUS.name],
      target: RATIO,
    },
    { metric: 'warm open', figure: ({ warmMs }) => warmMs, unit: 'ms' },
    { metric: 'bytes', figure: ({ bytes }) => bytes / 1e6, unit: 'MB' },
    {
      metric: 'rss rise',
      figure: ({ rssBytes }) => (rssBytes === null ? null : rssBytes / 2 ** 20),
      unit: 'MB',
    },
  ])
  printLines(
    {
      work: `${storm} fresh clients at once, ${notes} shapes`,
      ours: TABLEE,
      peers: PEERS,
      results,
      conditions: { ...conditions, clients: storm },
    },
    [
      {
        metric: 'all there',
        figure: ({ stormMs }) => stormMs,
        unit: 'ms',
        against: [HOCUSPOCUS.name],
        target: RATIO,
      },
      { metric: 'half there', figure: ({ stormP50Ms }) => stormP50Ms, unit: 'ms' },
      { metric: 'refused', figure: ({ refused }) => refused, unit: 'connections', target: 0 },
    ],
  )
}
