import type { Generator } from '../generator/start-generator.ts'
import type { BenchOptions } from '../options.ts'
import { report } from '../report.ts'
import type { ServerKind } from '../servers/server-kind.ts'
import { copyDataDir, newDataDir, type RunningServer, removeDataDir } from '../servers/start-server.ts'
import { onFreshServer } from './on-fresh-server.ts'

/** The board that every filled data folder has. */
export const FILLED_BOARD = 'filled'
/** Hocuspocus writes a document 2 s after the last change, 10 s at the latest; ours folds its log in a pause of 7 s. */
const STORE_LATER_MS = 12_000
/** Longest that filling a board may take, in ms. */
const FILL_BOUND_MS = 180_000

/** A board with so many notes and so many changes behind it. */
export interface Filling {
  notes: number
  edits: number
}

const made = new Map<string, Promise<string>>()

/**
 * A data folder in which a server left such a board, made once for each server.
 * @throws when the server could not store it
 */
function filledData(options: BenchOptions, kind: ServerKind, filling: Filling): Promise<string> {
  const key = `${kind.name} ${filling.notes} ${filling.edits}`
  const known = made.get(key) ?? fill(options, kind, filling)
  made.set(key, known)
  return known
}

/** Runs work on a copy of such a folder. */
export async function onFilledCopy<T>(
  options: BenchOptions,
  kind: ServerKind,
  filling: Filling,
  work: (dataDir: string) => Promise<T>,
): Promise<T> {
  const copy = await copyDataDir(await filledData(options, kind, filling))
  try {
    return await work(copy)
  } finally {
    await removeDataDir(copy)
  }
}

/** Runs work on a server that was filled just now: one that keeps boards in memory only. */
export function onFilledServer<T>(
  options: BenchOptions,
  kind: ServerKind,
  filling: Filling,
  work: (server: RunningServer, generator: Generator) => Promise<T>,
): Promise<T> {
  report.say(`  filling a board of ${kind.name}: ${filling.notes} notes, ${filling.edits} changes`)
  return onFreshServer(options, kind, {}, async (server, generator) => {
    await fillBoard(server, generator, { ...filling, storeMs: 0 })
    return work(server, generator)
  })
}

/** Removes all of them. */
export async function removeFilledData(): Promise<void> {
  for (const folder of await Promise.allSettled(made.values()))
    if (folder.status === 'fulfilled') await removeDataDir(folder.value)
  made.clear()
}

async function fill(options: BenchOptions, kind: ServerKind, filling: Filling): Promise<string> {
  report.say(`  filling a board of ${kind.name}: ${filling.notes} notes, ${filling.edits} changes`)
  const dataDir = await newDataDir()
  await onFreshServer(options, kind, { dataDir }, (server, generator) =>
    fillBoard(server, generator, { ...filling, storeMs: STORE_LATER_MS }),
  )
  return dataDir
}

function fillBoard(
  server: RunningServer,
  generator: Generator,
  filling: Filling & { storeMs: number },
): Promise<unknown> {
  return generator.run(server, { work: 'fill-board', board: FILLED_BOARD, ...filling }, FILL_BOUND_MS)
}
