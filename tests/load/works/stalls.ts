import type { ResultOf } from '../generator/job.ts'
import type { Stalls } from '../generator/stalls.ts'
import type { BenchOptions } from '../options.ts'
import { inRounds } from '../rounds.ts'
import { TABLEE, TABLEE_WITH_RULES } from '../servers/server-kind.ts'
import { conditionsOf } from './conditions.ts'
import { FILLED_BOARD, onFilledCopy } from './filled-data.ts'
import { printLines } from './line.ts'
import { onFreshServer } from './on-fresh-server.ts'
import type { SyncWork } from './sync-work.ts'

const FILLED = { notes: 10_000, edits: 50_000 }
const SMOKE_FILLED = { notes: 200, edits: 1_000 }
const TIMES = 10
const BOUND_MS = 180_000
/** Boards are let go and folded soon after the last person left, whatever was changed. */
const LIMITS = { roomIdleMs: 100, idleTailUpdates: 1 }
const TARGET_MS = 25

/** How long the main thread stands still while a large board is opened, written, folded, read whole and exported. */
export const STALLS: SyncWork = { name: 'stalls', isInSmoke: false, run: measure }

async function measure(options: BenchOptions): Promise<void> {
  const filling = options.isSmoke ? SMOKE_FILLED : FILLED
  const times = options.isSmoke ? 2 : TIMES
  const work = `opening, writing, folding, reading and exporting ${filling.notes} shapes`
  const env = { LIMITS: JSON.stringify(LIMITS) }
  const kinds = [TABLEE, TABLEE_WITH_RULES]
  const results = await inRounds<ResultOf<Stalls>>(options, {
    work,
    kinds,
    once: (kind) =>
      // filled without rules: they would take the same notes, only slower
      onFilledCopy(options, TABLEE, filling, (dataDir) =>
        onFreshServer(options, kind, { dataDir, env }, (server, generator) =>
          generator.run(server, { work: 'stalls', board: FILLED_BOARD, times }, BOUND_MS),
        ),
      ),
  })
  for (const ours of kinds) {
    const rules = ours === TABLEE_WITH_RULES
    const conditions = conditionsOf(options, { ...filling, times, rules, foreignCpu: results.noise() })
    printLines({ work: rules ? `${work}, with rules` : work, ours, peers: [], results, conditions }, [
      { metric: 'stall p99', figure: ({ p99 }) => p99, unit: 'ms', target: TARGET_MS },
      { metric: 'longest stall', figure: ({ max }) => max, unit: 'ms' },
      { metric: 'wait of a request, p99', figure: ({ waitP99 }) => waitP99, unit: 'ms', target: TARGET_MS },
      { metric: 'compactions', figure: ({ compactions }) => compactions, unit: 'in all', better: 'higher' },
    ])
  }
}
