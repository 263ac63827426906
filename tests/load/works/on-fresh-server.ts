import type { Generator } from '../generator/start-generator.ts'
import { startGenerator } from '../generator/start-generator.ts'
import type { BenchOptions } from '../options.ts'
import { type ServerKind, TABLEE } from '../servers/server-kind.ts'
import { newDataDir, type RunningServer, removeDataDir, startServer } from '../servers/start-server.ts'

/** How a server is started for one measurement. */
export interface ServerStart {
  /** Data to start with, left as it is found; an empty folder, removed afterwards, when left out. */
  dataDir?: string
  env?: Readonly<Record<string, string>>
}

/** In a short look one generator does everything: starting one takes as long as a window. */
let shared: Generator | null = null

/** Runs work against a server that was started for it, and stops it whatever happens. */
export async function onFreshServer<T>(
  options: BenchOptions,
  kind: ServerKind,
  start: ServerStart,
  work: (server: RunningServer, generator: Generator) => Promise<T>,
): Promise<T> {
  const dataDir = start.dataDir ?? (await newDataDir())
  const isProfiled = options.profileDir !== null && kind.name.startsWith(TABLEE.name)
  const nodeArgs = isProfiled ? ['--cpu-prof', `--cpu-prof-dir=${options.profileDir}`] : []
  const server = await startServer(kind, { dataDir, env: start.env ?? {}, nodeArgs })
  const generator = shared ?? startGenerator()
  shared = options.isSmoke ? generator : null
  let isDone = false
  try {
    const result = await work(server, generator)
    isDone = true
    return result
  } finally {
    if (!isDone) shared = null
    if (shared === null) generator.stop()
    // data that is kept must be whole: Hocuspocus stores at a stop; a profile is written then, too
    await server.stop(start.dataDir === undefined && !isProfiled ? 'SIGKILL' : 'SIGTERM')
    if (start.dataDir === undefined) await removeDataDir(dataDir)
  }
}
