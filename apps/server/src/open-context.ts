import { join } from 'node:path'
import type { BoardAuthor } from '@tablee/board'
import { BOARD_ROOT, META_ROOT, openBoardRules } from '@tablee/board'
import { type CloseReason, type PeerMatch, Rooms } from '@tablee/sync'
import type { FastifyBaseLogger } from 'fastify'
import { memoryAttemptLimiter } from './accounts/attempts/memory-attempt-limiter.ts'
import { redisAttemptLimiter } from './accounts/attempts/redis-attempt-limiter.ts'
import type { PasswordKeeper } from './accounts/auth.ts'
import { openSessions } from './accounts/open-sessions.ts'
import { startDeletedNotes } from './attention/deleted-notes.ts'
import { type BackgroundThread, openBackgroundThread } from './background/background-thread.ts'
import { foldInBackground } from './background/fold-in-background.ts'
import { startBallotFacts } from './ballots/ballot-facts.ts'
import { BoardItems } from './boards/board-items.ts'
import { CursorColours } from './boards/cursor-colours.ts'
import { prepareBoard } from './boards/prepare-board.ts'
import { startTitleFacts } from './boards/title-facts.ts'
import { NameReader } from './cases/names/name-reader.ts'
import { startRereading } from './cases/verify/reread-cases.ts'
import { startCommentFacts } from './comments/comment-facts.ts'
import type { Config } from './config.ts'
import { forgetTombstones } from './consents/forget-tombstones.ts'
import { narrowPublications } from './consents/narrow-publications.ts'
import type { Context } from './context.ts'
import { migrate, PROGRAM_SCHEMA } from './db/migrate.ts'
import { oneAtATime } from './db/one-at-a-time.ts'
import { openDatabase } from './db/open-database.ts'
import { startDoorFacts } from './doors/door-facts.ts'
import { diskFileStore } from './files/disk-file-store.ts'
import { Library } from './library/library.ts'
import { rereadSyntheses } from './library/read-syntheses.ts'
import { type Kicks, ownKicks } from './nodes/kicks.ts'
import { postgresKicks } from './nodes/postgres-kicks.ts'
import { SocketProxy } from './nodes/socket-proxy.ts'
import { ThisNode } from './nodes/this-node.ts'
import { type CurtainFacts, startCurtainFacts } from './private-writing/curtain-facts.ts'
import { startFilePurge } from './publication/files/purge-files.ts'
import { sealDrafts } from './publication/seal-drafts.ts'
import { mannersOfBoard } from './script/board-manners.ts'
import { createBoardDrawer } from './snapshots/draw-board.ts'
import { SqlRoomLeases } from './sync/sql-room-leases.ts'
import { SqlUpdateLog } from './sync/sql-update-log.ts'
import { startVaultExpiry } from './vault/expire-vaults.ts'
import { sealDraftNames } from './vault/seal-draft-names.ts'
import { sealRosterNames } from './vault/seal-roster-names.ts'
import { startWorkshopFacts } from './workshops/workshop-facts.ts'

/** Kicks that reach every process of the database; on SQLite this is the only one. */
function openKicks(
  { databaseUrl }: Config,
  on: Pick<Parameters<typeof postgresKicks>[0], 'db' | 'logger'>,
  kick: (who: PeerMatch, code: CloseReason) => void,
): Kicks | Promise<Kicks> {
  if (databaseUrl === null) return ownKicks({ kick })
  const missed = () => kick({}, 'rights_changed')
  return postgresKicks({ ...on, databaseUrl }, { kick, missed })
}

/** Brings the database up to date, and starts on it before any other process does. */
async function startAlone(config: Config, start: (steps: string[]) => Promise<void>): Promise<void> {
  // over connections of its own: a migration, and the wait for that of another, may take longer than a person can wait
  const database = openDatabase(config, 'starting')
  try {
    await oneAtATime(database, async () => {
      const steps = await migrate(database.db, database.dialect)
      await forgetTombstones(database, config.secretKey)
      await sealDraftNames(database, { config, now: Date.now })
      await sealRosterNames(database, { config, now: Date.now })
      await sealDrafts(database, { config, now: Date.now })
      await narrowPublications(database, { config, now: Date.now })
      await rereadSyntheses({ config }, database.db)
      await start(steps)
    })
  } finally {
    await database.db.destroy()
  }
}

/**
 * Opens the storage, brings it up to date and starts the rooms.
 * @throws {DatabaseNewer} before anything was changed.
 * @returns the context and its undo, which drains the rooms first.
 */
export async function openContext(
  config: Config,
  logger: FastifyBaseLogger,
  {
    now = Date.now,
    background = openBackgroundThread(),
    keeper,
  }: {
    now?: (() => number) | undefined
    background?: BackgroundThread
    /** Keeps passwords; nothing in the configuration names another than scrypt. */
    keeper?: PasswordKeeper
  } = {},
): Promise<{ context: Context; close: () => Promise<void> }> {
  const database = openDatabase(config)
  const { db, dialect } = database
  const proxy = new SocketProxy()
  const node = new ThisNode({
    db,
    dialect,
    schema: PROGRAM_SCHEMA,
    secretKey: config.secretKey,
    logger,
    now,
    onDeclaredGone: () => rooms.letGoAll('room_moved'),
    onCutOff: () => rooms.letGoAll('storage_down'),
    onLiveAddresses: (live) => proxy.keepOnly(live),
  })
  const deletedNotes = startDeletedNotes({ db, dialect, now }, logger)
  const leases = new SqlRoomLeases(db, dialect, node)
  const rooms = new Rooms<BoardAuthor>({
    log: new SqlUpdateLog(database),
    createRules: (doc, room, pause) =>
      openBoardRules(doc, pause, { now, onDeleted: (record, by) => deletedNotes.keep(room, record, by) }),
    mannersOf: mannersOfBoard,
    roots: [BOARD_ROOT, META_ROOT],
    prepare: (boardId, write) =>
      prepareBoard({ db, now, logger }, boardId, {
        write,
        tellCurtains: (onBoard) => curtainFacts.prepare(boardId, onBoard),
      }),
    logger,
    leases,
    fold: foldInBackground(background),
  })
  const closeSockets = (who: PeerMatch, code: CloseReason) => {
    rooms.closePeers(who, code)
    proxy.closePeers(who)
  }
  let kicks: Kicks
  try {
    await startAlone(config, async (steps) => {
      if (steps.length > 0) logger.info({ steps }, 'database migrated')
      await node.start()
    })
    kicks = await openKicks(config, { db, logger }, closeSockets)
  } catch (error) {
    await node.stop()
    await db.destroy()
    throw error
  }
  const attempts = config.redisUrl
    ? redisAttemptLimiter(config.redisUrl, {
        now,
        onTrouble: (err) =>
          logger.warn({ err }, 'redis does not answer: attempts are counted in this process'),
      })
    : memoryAttemptLimiter(now)
  const curtainFacts: CurtainFacts = startCurtainFacts({ db, dialect, rooms }, logger)
  const ballotFacts = startBallotFacts({ db, rooms }, logger)
  const doorFacts = startDoorFacts({ db, rooms, now }, logger)
  const commentFacts = startCommentFacts({ db, rooms }, logger)
  const workshopFacts = startWorkshopFacts({ db, rooms }, logger)
  const titleFacts = startTitleFacts({ db, rooms }, logger)
  const library = new Library({ db, logger })
  library.start()
  const files = diskFileStore(join(config.dataDir, 'files'))
  const filePurge = startFilePurge({ db, files, now }, logger)
  const rereading = startRereading({ db, background, config }, logger)
  const vaultExpiry = startVaultExpiry({ db, dialect, now }, logger)
  const context: Context = {
    config,
    db,
    dialect,
    files,
    rereading,
    background,
    drawer: createBoardDrawer(config.dataDir, background),
    library,
    boardItems: new BoardItems({ db, rooms, background, now }),
    colours: new CursorColours(),
    rooms,
    kicks,
    leases,
    node,
    proxy,
    ballotFacts,
    workshopFacts,
    doorFacts,
    titleFacts,
    commentFacts,
    curtainFacts,
    names: new NameReader(config.nameModelDir, background, logger),
    sessions: openSessions({ config, db, dialect, keeper }),
    attempts,
    now,
  }
  return {
    context,
    async close() {
      node.beginStop()
      // what is being told ends with the rooms, also when storage is down
      const told = Promise.all(
        [ballotFacts, workshopFacts, doorFacts, titleFacts, commentFacts, curtainFacts].map((facts) =>
          facts.close(),
        ),
      )
      await rooms.stop()
      await told
      await library.close()
      await filePurge.close()
      await vaultExpiry.close()
      await rereading.close()
      await deletedNotes.close()
      await background.close()
      await kicks.close()
      await node.stop()
      await attempts.close()
      await db.destroy()
    },
  }
}
