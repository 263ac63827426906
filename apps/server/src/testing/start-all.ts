import type { TestProject } from 'vitest/node'
import { makeMigratedSqlite } from './make-migrated-sqlite.ts'
import { bundleBackground } from './start-background.ts'
import { startPostgres } from './start-postgres.ts'

/** Vitest global set-up: what all server tests need, begun at once. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const begun = [startPostgres, bundleBackground, makeMigratedSqlite].map((begin) => begin(project))
  const undo: (() => void | Promise<void>)[] = await Promise.all(begun)
  return async () => {
    for (const end of undo) await end()
  }
}
