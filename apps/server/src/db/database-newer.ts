/** The database was made by a newer version of the program. */
export class DatabaseNewer extends Error {
  /** For the log, which holds no messages. */
  readonly code = 'DATABASE_NEWER'
  readonly unknown: readonly string[]
  constructor(unknown: readonly string[]) {
    super(
      `The database is newer than this program (it has: ${unknown.join(', ')}). Start the version that made it, or restore a backup.`,
    )
    this.unknown = unknown
  }
}
