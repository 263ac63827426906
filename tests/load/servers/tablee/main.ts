import websocket from '@fastify/websocket'
import { BOARD_ROOT, type BoardAuthor, META_ROOT } from '@tablee/board'
import { FRAGMENTS_MAX, FRAME_MAX_BYTES, Rooms } from '@tablee/sync'
import fastify from 'fastify'
import { openBackgroundThread } from '../../../../apps/server/src/background/background-thread.ts'
import { foldInBackground } from '../../../../apps/server/src/background/fold-in-background.ts'
import { prepareBoard } from '../../../../apps/server/src/boards/prepare-board.ts'
import { migrate } from '../../../../apps/server/src/db/migrate.ts'
import { openDatabase } from '../../../../apps/server/src/db/open-database.ts'
import { tellCurtains } from '../../../../apps/server/src/private-writing/tell-curtains.ts'
import { mannersOfBoard } from '../../../../apps/server/src/script/board-manners.ts'
import { SqlUpdateLog } from '../../../../apps/server/src/sync/sql-update-log.ts'
import { boardKeeper } from './board-keeper.ts'
import { registerControls } from './controls.ts'
import { readSettings } from './settings.ts'
import { watchedLog } from './watched-log.ts'

/**
 * The product's sync engine by itself: the same rooms, log, rules, manners and questions before a board is opened, behind
 * the same web server, without accounts and leases.
 * Every socket is an author of its own, named in the query.
 */
const settings = readSettings(process.env)
const opened = openDatabase(settings)
await migrate(opened.db, opened.dialect)
const log = watchedLog(new SqlUpdateLog(opened), settings.appendDelayMs)
const background = openBackgroundThread()
const app = fastify({ logger: { level: settings.logLevel }, disableRequestLogging: true })
const put = new Set<string>()
const rooms = new Rooms<BoardAuthor>({
  log,
  logger: app.log,
  roots: [BOARD_ROOT, META_ROOT],
  createRules: settings.createRules,
  mannersOf: mannersOfBoard,
  // what the product asks before it opens a board; these have no rows of their own, so there is nothing to tell
  prepare: (boardId, write) =>
    prepareBoard({ db: opened.db, now: Date.now, logger: app.log }, boardId, {
      write,
      tellCurtains: (onBoard) =>
        tellCurtains({ db: opened.db, dialect: opened.dialect, boardId, write: onBoard, put }),
    }),
  fold: foldInBackground(background),
  limits: settings.limits,
})
const keeper = boardKeeper(rooms, async (board) => {
  const found = await opened.db
    .selectFrom('sync_room')
    .select('id')
    .where('id', '=', board)
    .executeTakeFirst()
  return found !== undefined
})

await app.register(websocket, {
  options: { maxPayload: FRAME_MAX_BYTES, maxFragments: FRAGMENTS_MAX, perMessageDeflate: false },
})
registerControls(app, { rooms, log, background })
app.get<{ Params: { board: string }; Querystring: { author?: string; v?: string; epoch?: string } }>(
  '/:board',
  { websocket: true, preHandler: (request) => keeper.keep(request.params.board) },
  (socket, request) => {
    const { author = 'guest', v, epoch } = request.query
    void rooms.join(request.params.board, {
      socket,
      authorId: author,
      author: { actorId: author, role: 'writer' },
      access: 'write',
      identity: { id: author, name: `Participant ${author}`, color: '#ec5e41' },
      notices: v === '1',
      ...(epoch === undefined ? {} : { epoch }),
    })
  },
)
process.on('SIGTERM', () => {
  void (async () => {
    await rooms.stop()
    await background.close()
    await opened.db.destroy()
    process.exit(0)
  })()
})
await app.listen({ host: '127.0.0.1', port: settings.port })
