import type { UpdateLog } from '@tablee/sync'
import { migrate, PROGRAM_SCHEMA } from '../../../apps/server/src/db/migrate.ts'
import { type OpenDatabase, openDatabase } from '../../../apps/server/src/db/open-database.ts'
import { newId } from '../../../apps/server/src/ids.ts'
import { insertNode } from '../../../apps/server/src/nodes/store.ts'
import { SqlRoomLeases } from '../../../apps/server/src/sync/sql-room-leases.ts'
import { SqlUpdateLog } from '../../../apps/server/src/sync/sql-update-log.ts'
import { launchPostgres } from '../../../apps/server/src/testing/start-postgres.ts'
import { newDataFolder } from '../../running/start-server.ts'
import type { ProcessStorage } from './stage-process.ts'

/** The databases that the product runs on. */
export type DatabaseName = 'SQLite' | 'PostgreSQL'

/** A database of its own for rooms. */
export interface Logs {
  /** Opens the log, to look at it. */
  open(): UpdateLog
  /** Opens the log and the leases as a process does that starts. */
  openStorage(): Promise<ProcessStorage>
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
    openStorage: () => storageOn(database),
    async close() {
      await database.db.destroy()
      await postgres?.remove()
      await folder.remove()
    },
  }
}

/** Longer than any program, in ms: whether a process lives is said by the program. */
const LIFE_MS = 3_600_000

/** A process among those of this database. */
async function storageOn(database: OpenDatabase): Promise<ProcessStorage> {
  const { db, dialect } = database
  const self = { id: '', alive: true, mayJudge: () => true }
  const begin = async () => {
    const id = newId()
    const node = { id, address: `http://${id}`, schema: PROGRAM_SCHEMA, keyCheck: 'k', lifeMs: LIFE_MS }
    await insertNode(db, dialect, node)
    self.id = id
  }
  await begin()
  return {
    log: new SqlUpdateLog(database),
    leases: new SqlRoomLeases(db, dialect, self),
    begin,
    async expire() {
      await db.updateTable('node').set({ expires_at: 0 }).where('id', '=', self.id).execute()
    },
  }
}
