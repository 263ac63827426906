import { boardRoot, decodeRecord, encodeRecord } from '@tablee/board'
import { noteRecords } from '@tablee/templates'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { type ApiPerson, done, type FirstWorkshop, joinAsGuest, prepareWorkshop } from '../running/api.ts'
import { openBoard } from '../running/board-peer.ts'
import { newDataFolder, type RunningServer, startServer } from '../running/start-server.ts'

/** How long something may take to come: the client waits up to 2.5 s before it comes back, and the server has to start. */
const COMES_MS = 30_000
const RESTART_TEST_TIMEOUT_MS = 150_000

let folder: Awaited<ReturnType<typeof newDataFolder>>
let server: RunningServer
let workshop: FirstWorkshop
let bilal: ApiPerson

beforeAll(async () => {
  folder = await newDataFolder()
  server = await startServer({ dataDir: folder.dataDir })
  workshop = await prepareWorkshop(server)
  bilal = await joinAsGuest(server, workshop.coach, {
    name: 'Bilal',
    role: 'participant',
    scopeKind: 'organisation',
    scopeId: workshop.organisationId,
  })
})
afterAll(async () => {
  await server?.stop()
  await folder?.remove()
})

const comes = (assertions: () => void) => vi.waitFor(assertions, { timeout: COMES_MS })

/** An unmodified y-websocket client; all that is ours is the cookie, which Node sends for nobody. */
function stockClient(cookie: string) {
  class CookieSocket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers: { cookie } })
    }
  }
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(
    `${server.url.replace(/^http/, 'ws')}/api/sync`,
    workshop.boardId,
    doc,
    // ws' socket has all of the browser's that the client uses
    { disableBc: true, WebSocketPolyfill: CookieSocket as unknown as typeof globalThis.WebSocket },
  )
  return { doc, provider, ids: () => [...boardRoot(doc).keys()] }
}

/** Puts a note on the board as any program may that knows its format. */
function writeNote(doc: Y.Doc, by: string, id: string): void {
  const furniture = [...boardRoot(doc).values()].flatMap((map) => decodeRecord(map) ?? [])
  const zoneId = String(furniture.find(({ type }) => type === 'zone')?.props?.['zoneId'])
  const [note] = noteRecords(furniture, [{ zoneId, text: 'd’un autre programme' }], { by })
  if (!note) throw new Error('the board has no zone')
  boardRoot(doc).set(id, encodeRecord({ ...note, id }))
}

test('an unmodified y-websocket client with a cookie reads and writes the board, and its cursor has her name', async () => {
  const colleague = await openBoard(server, workshop.coach, workshop.boardId)
  const { doc, provider, ids } = stockClient(bilal.cookie())
  const { actorId } = await done(bilal.get(`/api/boards/${workshop.boardId}`))
  await comes(() => expect(provider.synced).toBe(true))
  writeNote(doc, actorId, 'shape:stock-1')
  await comes(() => expect(colleague.record('shape:stock-1')?.meta?.['by']).toBe(actorId))
  const answer = colleague.write('de la coach')
  await comes(() => expect(ids()).toContain(answer))

  provider.awareness.setLocalStateField('cursor', { x: 7, y: 8 })
  provider.awareness.setLocalStateField('user', { id: 'x', name: 'Somebody else' })
  await comes(() =>
    expect(colleague.room.awareness.getStates().get(doc.clientID)).toMatchObject({
      cursor: { x: 7, y: 8 },
      user: { name: 'Bilal' },
    }),
  )
  colleague.room.awareness.setLocalStateField('cursor', { x: 1, y: 2 })
  await comes(() =>
    expect(provider.awareness.getStates().get(colleague.doc.clientID)).toMatchObject({
      cursor: { x: 1, y: 2 },
      user: { name: 'Alix' },
    }),
  )
  provider.destroy()
  await comes(() => expect(colleague.room.awareness.getStates().has(doc.clientID)).toBe(false))
  colleague.leave()
})

test('what it writes offline arrives when it is back, also after a crash of the server', {
  timeout: RESTART_TEST_TIMEOUT_MS,
}, async () => {
  const { doc, provider, ids } = stockClient(bilal.cookie())
  const { actorId } = await done(bilal.get(`/api/boards/${workshop.boardId}`))
  await comes(() => expect(provider.synced).toBe(true))
  provider.disconnect()
  writeNote(doc, actorId, 'shape:stock-offline')
  const colleague = await openBoard(server, workshop.coach, workshop.boardId)
  const meanwhile = colleague.write('pendant ce temps')
  await colleague.room.flushed()
  expect(colleague.ids()).not.toContain('shape:stock-offline')
  provider.connect()
  await comes(() => expect(colleague.ids()).toContain('shape:stock-offline'))
  await comes(() => expect(ids()).toContain(meanwhile))

  await server.stop('SIGKILL')
  writeNote(doc, actorId, 'shape:stock-crash')
  server = await startServer({ dataDir: folder.dataDir, port: Number(new URL(server.url).port) })
  await comes(() => expect(colleague.ids()).toContain('shape:stock-crash'))
  await comes(() => expect(ids().sort()).toEqual(colleague.ids().sort()))
  provider.destroy()
  colleague.leave()
})

test('without a cookie it is told nothing', async () => {
  const { provider, ids } = stockClient('')
  const refused = new Promise((resolve) => provider.on('connection-error', resolve))
  await refused
  expect(provider.synced).toBe(false)
  expect(ids()).toEqual([])
  provider.destroy()
})
