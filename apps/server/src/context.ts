import type { BoardAuthor } from '@tablee/board'
import type { Rooms } from '@tablee/sync'
import type { Kysely } from 'kysely'
import type { AttemptLimiter } from './accounts/attempts/attempt-limiter.ts'
import type { Sessions } from './accounts/session.ts'
import type { Config } from './config.ts'
import type { DialectName } from './db/dialect.ts'
import type { Database } from './db/schema.ts'
import type { FileStore } from './files/file-store.ts'
import type { BoardDrawer } from './snapshots/draw-board.ts'

/** What every feature is given: nothing else is global. */
export interface Context {
  readonly config: Config
  readonly db: Kysely<Database>
  readonly dialect: DialectName
  readonly files: FileStore
  /** One for all: it draws one picture at a time. */
  readonly drawer: BoardDrawer
  readonly rooms: Rooms<BoardAuthor>
  readonly sessions: Sessions
  /** Bounds guessing: passwords, codes. */
  readonly attempts: AttemptLimiter
  /** The present time in ms since 1970; a test may hold it still. */
  readonly now: () => number
}
