import type { Config } from '../config.ts'
import { holdDataFolder } from '../db/hold-data-folder.ts'
import { migrate } from '../db/migrate.ts'
import { oneAtATime } from '../db/one-at-a-time.ts'
import { openDatabase } from '../db/open-database.ts'
import { findLiveNodes } from '../nodes/store.ts'
import { renewEpochs } from './renew-epochs.ts'

/** Servers run that have the boards in memory as they were before. */
export class ServersStillRun extends Error {
  constructor(count: number) {
    super(
      `${count === 1 ? '1 server runs' : `${count} servers run`} on this database, with boards in memory as they were before. Stop every one, then try again.`,
    )
  }
}

/**
 * `npm start -- restored`, after a backup was put in the place of the data and before the server is started: pages and
 * devices know of later changes, which must not be merged into boards that never heard of them.
 * @throws {DataFolderInUse} while a server runs on the folder.
 * @throws {ServersStillRun} while servers run on the database.
 */
export async function restored(config: Config, say: (line: string) => void): Promise<void> {
  const freeDataFolder = holdDataFolder(config)
  try {
    const database = openDatabase(config, 'starting')
    const { db, dialect } = database
    try {
      await oneAtATime(database, async () => {
        // the backup may be an older version's
        await migrate(db, dialect)
        const live = dialect === 'postgres' ? await findLiveNodes(db, dialect) : []
        if (live.length > 0) throw new ServersStillRun(live.length)
        const boards = await renewEpochs(db, dialect)
        if (boards === 0)
          say('This database has no boards: are DATA_DIR and DATABASE_URL those of the backup?')
        else say(`${boards} boards take no copy of before any more. Start the server.`)
      })
    } finally {
      await db.destroy()
    }
  } finally {
    freeDataFolder()
  }
}
