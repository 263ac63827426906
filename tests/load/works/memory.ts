import type { IdleResult, LiveBoardResult, SoakResult } from '../generator/memory.ts'
import type { BenchOptions } from '../options.ts'
import { inRounds } from '../rounds.ts'
import { TABLEE, TABLEE_WITH_RULES } from '../servers/server-kind.ts'
import { conditionsOf } from './conditions.ts'
import { FILLED_BOARD, onFilledCopy } from './filled-data.ts'
import { printLines } from './line.ts'
import { onFreshServer } from './on-fresh-server.ts'
import type { SyncWork } from './sync-work.ts'

const KB = 1_000
const MB = 2 ** 20
const IDLE_PEOPLE = 1_000
const SMOKE_IDLE_PEOPLE = 100
const IDLE_EACH = 25
const FILLED = { notes: 10_000, edits: 50_000 }
const SMOKE_FILLED = { notes: 200, edits: 1_000 }
const BOUND_MS = 120_000
const SOAK = { boards: 4, peopleEach: 15, hz: 5 }
const MINUTE_MS = 60_000
/** A line that rises by less than this over ten minutes is flat: the collector's own movement is about as large. */
const FLAT_MB = 10
const SOAK_UNIT_MINUTES = 10

/** Memory: of people who only sit there, of a board that is written, and over a long time. */
export const MEMORY: readonly SyncWork[] = [
  { name: 'idle', isInSmoke: true, run: measureIdle },
  { name: 'live board', isInSmoke: false, run: measureLiveBoard },
  { name: 'soak', isInSmoke: false, run: measureSoak },
]

async function measureIdle(options: BenchOptions): Promise<void> {
  const people = options.isSmoke ? SMOKE_IDLE_PEOPLE : IDLE_PEOPLE
  const work = `${people} idle connections`
  const results = await inRounds<IdleResult>(options, {
    work,
    kinds: [TABLEE],
    once: (kind) =>
      onFreshServer(options, kind, {}, (server, generator) =>
        generator.run(server, { work: 'idle-people', people, peopleEach: IDLE_EACH }, BOUND_MS),
      ),
  })
  const conditions = conditionsOf(options, {
    clients: people,
    boards: people / IDLE_EACH,
    rules: false,
    foreignCpu: results.noise(),
  })
  printLines({ work, ours: TABLEE, peers: [], results, conditions }, [
    { metric: 'memory', figure: ({ rssBytes }) => rssBytes / KB, unit: 'KB each', target: 60 },
    { metric: 'heap', figure: ({ heapBytes }) => heapBytes / KB, unit: 'KB each' },
  ])
}

async function measureLiveBoard(options: BenchOptions): Promise<void> {
  const filling = options.isSmoke ? SMOKE_FILLED : FILLED
  const work = `a live board of ${filling.notes} shapes`
  const results = await inRounds<LiveBoardResult>(options, {
    work,
    kinds: [TABLEE],
    once: (kind) =>
      onFilledCopy(options, kind, filling, (dataDir) =>
        onFreshServer(options, kind, { dataDir }, (server, generator) =>
          generator.run(server, { work: 'live-board', board: FILLED_BOARD }, BOUND_MS),
        ),
      ),
  })
  const conditions = conditionsOf(options, { ...filling, rules: false, foreignCpu: results.noise() })
  printLines({ work, ours: TABLEE, peers: [], results, conditions }, [
    {
      metric: 'memory',
      figure: ({ writtenRssBytes, snapshotBytes }) => writtenRssBytes / snapshotBytes,
      unit: '× the snapshot',
      target: 4,
    },
    {
      metric: 'memory while it is only read',
      figure: ({ servedRssBytes, snapshotBytes }) => servedRssBytes / snapshotBytes,
      unit: '× the snapshot',
    },
    { metric: 'heap', figure: ({ writtenHeapBytes }) => writtenHeapBytes / MB, unit: 'MB' },
    { metric: 'snapshot', figure: ({ snapshotBytes }) => snapshotBytes / MB, unit: 'MB' },
  ])
}

async function measureSoak(options: BenchOptions): Promise<void> {
  const minutes = options.soakMinutes
  const work = `soak of ${minutes} minutes`
  const results = await inRounds<SoakResult>(
    // ten minutes are measured once
    { ...options, rounds: 1, repeatsNoise: false },
    {
      work,
      kinds: [TABLEE_WITH_RULES],
      once: (kind) =>
        onFreshServer(options, kind, {}, (server, generator) =>
          generator.run(server, { work: 'soak', ...SOAK, minutes }, minutes * MINUTE_MS + BOUND_MS),
        ),
    },
  )
  const conditions = {
    ...conditionsOf(options, { ...SOAK, rules: true, foreignCpu: results.noise() }),
    seconds: minutes * 60,
    rounds: 1,
  }
  const per = SOAK_UNIT_MINUTES / MB
  printLines({ work, ours: TABLEE_WITH_RULES, peers: [], results, conditions }, [
    {
      metric: 'memory slope',
      figure: ({ rssSlope }) => rssSlope * per,
      unit: 'MB in 10 minutes',
      target: FLAT_MB,
    },
    {
      metric: 'heap slope',
      figure: ({ heapSlope }) => heapSlope * per,
      unit: 'MB in 10 minutes',
      target: FLAT_MB,
    },
    { metric: 'memory', figure: ({ rssBytes }) => rssBytes / MB, unit: 'MB' },
    { metric: 'compactions', figure: ({ compactions }) => compactions, unit: 'in all', better: 'higher' },
  ])
}
