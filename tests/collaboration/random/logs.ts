import type { UpdateLog } from '@tablee/sync'
import { migrate } from '../../../apps/server/src/db/migrate.ts'
import { openDatabase } from '../../../apps/server/src/db/open-database.ts'
import { SqlUpdateLog } from '../../../apps/server/src/sync/sql-update-log.ts'
import { launchPostgres } from '../../../apps/server/src/testing/start-postgres.ts'
import { newDataFolder } from '../../running/start-server.ts'

/** The databases that the product runs on. */
export type DatabaseName = 'SQLite' | 'PostgreSQL'

/** A database of its own for rooms. */
export interface Logs {
  /** Opens the log as a process does that starts. */
  open(): UpdateLog
  close(): Promise<void>
}

/** Makes an empty database of this kind. */
export async function openLogs(name: DatabaseName): Promise<Logs> {
  const folder = await newDataFolder()
  const postgres = name === 'PostgreSQL' ? await launchPostgres() : null
  const database = openDatabase({
    databaseUrl: postgres && `${postgres.url}/postgres`,
    dataDir: folder.dataDir,
  })
  await migrate(database.db, database.dialect)
  return {
    open: () => new SqlUpdateLog(database),
    async close() {
      await database.db.destroy()
      await postgres?.remove()
      await folder.remove()
    },
  }
}
