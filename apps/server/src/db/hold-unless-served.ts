import { DataFolderInUse, type DataFolderUse, holdDataFolder } from './hold-data-folder.ts'
import { missingSteps } from './migrate.ts'
import { openDatabase } from './open-database.ts'

/** A server that runs an older program still uses the database, which would be changed under it. */
export class DatabaseServed extends Error {
  constructor() {
    super(
      'A server of an older version runs on this data folder, and the database would have to be changed under it. Stop it, start this version, then try again.',
    )
  }
}

/**
 * Holds the data folder for a command, so that no server starts meanwhile; beside a server that runs it holds nothing.
 * With PostgreSQL servers share the folder, and the migration itself looks for them.
 * @returns gives the folder free.
 * @throws {DatabaseServed} when the database would have to be migrated under that server.
 */
export async function holdUnlessServed(where: DataFolderUse): Promise<() => void> {
  try {
    return holdDataFolder(where)
  } catch (error) {
    if (!(error instanceof DataFolderInUse)) throw error
    const { db } = openDatabase(where)
    try {
      if ((await missingSteps(db)).length > 0) throw new DatabaseServed()
    } finally {
      await db.destroy()
    }
    return () => {}
  }
}
