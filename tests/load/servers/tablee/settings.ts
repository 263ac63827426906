import { type BoardAuthor, openBoardRules } from '@tablee/board'
import type { RoomLimits, RoomsOptions } from '@tablee/sync'

/** How one run of the bench server differs from another. */
export interface BenchSettings {
  port: number
  dataDir: string
  databaseUrl: string | null
  logLevel: string
  /** How much longer every append takes, in ms: a slow disk. */
  appendDelayMs: number
  limits: Partial<RoomLimits>
  createRules: RoomsOptions<BoardAuthor>['createRules']
}

/** Reads the environment: PORT, DATA_DIR, DATABASE_URL, RULES=1, APPEND_DELAY_MS, LIMITS as JSON, LOG_LEVEL. */
export function readSettings(env: NodeJS.ProcessEnv): BenchSettings {
  return {
    port: Number(env['PORT']),
    dataDir: env['DATA_DIR'] ?? '.',
    databaseUrl: env['DATABASE_URL'] ?? null,
    logLevel: env['LOG_LEVEL'] ?? 'warn',
    appendDelayMs: Number(env['APPEND_DELAY_MS'] ?? 0),
    // written by the benchmarks themselves
    limits: JSON.parse(env['LIMITS'] ?? '{}') as Partial<RoomLimits>,
    createRules:
      env['RULES'] === '1'
        ? (doc, _room, pause) => openBoardRules(doc, pause)
        : () => ({ review: () => [], repair: () => 0 }),
  }
}
