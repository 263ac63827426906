import { join } from 'node:path'
import type { BoardAuthor } from '@tablee/board'
import { BOARD_ROOT, createBoardRules, META_ROOT } from '@tablee/board'
import { Rooms } from '@tablee/sync'
import type { FastifyBaseLogger } from 'fastify'
import { memoryAttemptLimiter } from './accounts/attempts/memory-attempt-limiter.ts'
import { redisAttemptLimiter } from './accounts/attempts/redis-attempt-limiter.ts'
import { openSessions } from './accounts/open-sessions.ts'
import type { Config } from './config.ts'
import type { Context } from './context.ts'
import { migrate } from './db/migrate.ts'
import { openDatabase } from './db/open-database.ts'
import { diskFileStore } from './files/disk-file-store.ts'
import { createBoardDrawer } from './snapshots/draw-board.ts'
import { SqlUpdateLog } from './sync/sql-update-log.ts'

/**
 * Opens the storage, brings it up to date and starts the rooms.
 * @throws {DatabaseNewer} before anything was changed.
 * @returns the context and its undo, which drains the rooms first.
 */
export async function openContext(
  config: Config,
  logger: FastifyBaseLogger,
  now: () => number = Date.now,
): Promise<{ context: Context; close: () => Promise<void> }> {
  const { db, dialect } = openDatabase(config)
  try {
    const steps = await migrate(db, dialect)
    if (steps.length > 0) logger.info({ steps }, 'database migrated')
  } catch (error) {
    await db.destroy()
    throw error
  }
  const rooms = new Rooms<BoardAuthor>({
    log: new SqlUpdateLog(db, dialect),
    createRules: (doc) => createBoardRules(doc),
    roots: [BOARD_ROOT, META_ROOT],
    logger,
  })
  const attempts = config.redisUrl
    ? redisAttemptLimiter(config.redisUrl, {
        now,
        onTrouble: (err) =>
          logger.warn({ err }, 'redis does not answer: attempts are counted in this process'),
      })
    : memoryAttemptLimiter(now)
  const context: Context = {
    config,
    db,
    dialect,
    files: diskFileStore(join(config.dataDir, 'files')),
    drawer: createBoardDrawer(config.dataDir),
    rooms,
    sessions: openSessions({ config, db, dialect }),
    attempts,
    now,
  }
  return {
    context,
    async close() {
      await rooms.stop()
      await attempts.close()
      await db.destroy()
    },
  }
}
