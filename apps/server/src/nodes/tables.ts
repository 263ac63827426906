/** A process that serves this database. Without a row, or past `expires_at`, it is gone and its rooms are free. */
interface NodeTable {
  /** Random, and never used again: a process that was declared gone goes on under another. */
  id: string
  /** Where the others reach it, e.g. `http://10.0.0.3:3000`; null before it listens. */
  address: string | null
  /** The last migration that its program knows. */
  schema: string
  /** A keyed hash of its secret key: all processes must have the same. */
  key_check: string
  /** By the database's clock, in ms since 1970. */
  expires_at: number
}

/** Tables of this feature. */
export interface NodeTables {
  node: NodeTable
}
