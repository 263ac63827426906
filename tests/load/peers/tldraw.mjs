import { createServer } from 'node:http'
import { NodeSqliteWrapper, SQLiteSyncStorage, TLSocketRoom } from '@tldraw/sync-core'
import { createTLSchema } from '@tldraw/tlschema'
// biome-ignore lint/style/noRestrictedImports: this is tldraw's storage, not ours
import Database from 'better-sqlite3'
import { WebSocketServer } from 'ws'

const schema = createTLSchema()
const rooms = new Map()
let sessions = 0

function roomOf(name) {
  let room = rooms.get(name)
  if (room === undefined) {
    const database = new Database(`${process.env.DATA_DIR}/${encodeURIComponent(name)}.sqlite`)
    // as tldraw's own template sets it: an update may be lost with the power, not with the process
    database.exec('pragma journal_mode = WAL; pragma synchronous = NORMAL')
    const storage = new SQLiteSyncStorage({ sql: new NodeSqliteWrapper(database) })
    room = new TLSocketRoom({
      storage,
      // people of the benchmarks do not say every few seconds that they are there
      ...(process.env.CLIENT_TIMEOUT === 'default' ? {} : { clientTimeout: Number.POSITIVE_INFINITY }),
      log: { warn() {}, error() {} },
    })
    rooms.set(name, room)
  }
  return room
}

/** What a client says to begin with, since the generator does not have tldraw's libraries. */
const hello = JSON.stringify({
  schema: schema.serialize(),
  presence: schema.types.instance_presence.create({
    id: 'instance_presence:x',
    currentPageId: 'page:page',
    userId: 'user:x',
    userName: 'x',
    cursor: { x: 0, y: 0, type: 'default', rotation: 0 },
    lastActivityTimestamp: 1,
    meta: { t: '' },
  }),
})
const server = createServer((_request, response) => response.end(hello))
const sockets = new WebSocketServer({ server, perMessageDeflate: false })
sockets.on('connection', (socket, request) => {
  const room = roomOf(new URL(request.url, 'http://localhost').pathname)
  sessions += 1
  room.handleSocketConnect({ sessionId: `s${sessions}`, socket })
})
server.listen(Number(process.env.PORT), '127.0.0.1')
