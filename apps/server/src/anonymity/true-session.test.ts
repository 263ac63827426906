import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { boardRoot, decodeRecord, encodeRecord } from '@tablee/board'
import { connectRoom } from '@tablee/sync/client'
import { noteRecords } from '@tablee/templates'
import { describe, expect, test, vi } from 'vitest'
import { type ClientOptions, type RawData, WebSocket } from 'ws'
import * as Y from 'yjs'
import { newNote, preparePrivateStage } from '../private-writing/testing.ts'
import { DATABASES } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { noEvidence } from './evidence.ts'
import { findAuthors } from './find-authors.ts'
import { readTables } from './read/read-tables.ts'
import { verifyAnonymity } from './verify.ts'

const NAMES = ['Adélaïde', 'Barnabé', 'Clotilde'] as const

describe.each(DATABASES)('S1.4 on $name', ({ name, open }) => {
  test('nothing that a session gives away leads to who wrote an anonymous note', async () => {
    const storage = await open()
    const server = await openTestApp(storage)
    const folder = await mkdtemp(join(tmpdir(), 'tablee-session-'))
    try {
      const address = await server.listen()
      const stage = await preparePrivateStage(server)
      const boardId = await stage.board()
      const writers = await Promise.all(NAMES.map((each) => stage.participant(each)))
      const frames: Uint8Array[] = []
      const peers: Awaited<ReturnType<typeof joinBoard>>[] = []
      for (const { cookie } of writers)
        peers.push(await joinBoard(server, { address, boardId, cookie, frames }))
      // everybody also writes in the open: their clients and actors are known
      for (const { write } of peers) await write()
      const curtainId = await stage.draw(boardId, true)
      const count = NAMES.length * 2
      for (let at = 0; at < count; at += 1) {
        const text = `Ce que je retiens de cette journée, en ${at + 1} mots`
        const answer = await stage.keep(boardId, writers[at % 3]?.cookie ?? '', {
          ...newNote(),
          curtainId,
          text,
        })
        expect(answer.statusCode).toBe(200)
      }
      expect((await stage.lift(boardId)).json()).toEqual({ notes: count })
      const snapshot = {
        method: 'POST',
        url: `/api/boards/${boardId}/snapshots`,
        headers: { cookie: stage.coach.cookie },
        payload: { name: 'Après' },
      } as const
      expect((await server.app.inject(snapshot)).statusCode).toBe(201)
      const paths: string[] = []
      const keep = async (file: string, content: string | Uint8Array) => {
        paths.push(join(folder, file))
        await writeFile(join(folder, file), content)
      }
      for (const [format, file] of [
        ['json', 'board.json'],
        ['csv', 'tables.zip'],
        ['xlsx', 'board.xlsx'],
      ] as const) {
        const answer = await stage.ask(
          'GET',
          `/api/boards/${boardId}/export?format=${format}`,
          stage.coach.cookie,
        )
        expect(answer.statusCode).toBe(200)
        await keep(file, answer.rawPayload)
      }
      const updates = await server.context.rooms.read(boardId)
      await keep('log.json', JSON.stringify(updates.map((update) => Buffer.from(update).toString('base64'))))
      await keep('state.bin', Y.mergeUpdates([...updates]))
      await keep('server.log', server.logged())
      await vi.waitFor(() => expect(frames.length).toBeGreaterThan(NAMES.length))
      const messages = frames.map((frame) => ({ opcode: 2, data: Buffer.from(frame).toString('base64') }))
      await keep('sockets.har', JSON.stringify({ log: { entries: [{ _webSocketMessages: messages }] } }))

      const { lines, status } = await verifyAnonymity(paths)
      expect(lines.slice(1)).toEqual([
        expect.stringMatching(/^Anonymous notes: \d+\. People who are known: \d+\.$/),
        expect.stringMatching(/^Authors found: 0\. Notes that lead to their writer: 0 of \d+\.$/),
      ])
      expect(status).toBe(0)
      // in the records, in CSV and in XLSX, each under ids of its own
      expect(Number(/Anonymous notes: (\d+)/.exec(lines[1] ?? '')?.[1])).toBeGreaterThanOrEqual(3 * count)

      // all of the tables, and the log beside them
      const evidence = noEvidence()
      await readTables(evidence, name, server.context.db)
      const verdict = findAuthors(evidence)
      expect(verdict).toEqual({ notes: count, people: expect.any(Number), found: 0, findings: [] })
      expect(verdict.people).toBeGreaterThanOrEqual(NAMES.length + 1)
      // it would be seen: whoever wrote in the open is found by her client
      const signed = evidence.notes.find(({ signedBy }) => signedBy === peers[0]?.actorId)
      if (!signed) throw new Error('nobody wrote in the open')
      evidence.anonymousIds.set(signed.id, new Set())
      expect(findAuthors(evidence).findings.map(({ trace, author }) => [trace, author])).toContainEqual([
        'client',
        NAMES[0],
      ])
      for (const { leave } of peers) leave()
      await server.close()
      if (name === 'sqlite') expect(await verifyAnonymity([storage.dataDir])).toMatchObject({ status: 0 })
    } finally {
      await server.close()
      await storage.remove()
      await rm(folder, { recursive: true })
    }
  })
})

/** Opens the board as a browser does, and keeps every frame that comes. */
async function joinBoard(
  server: TestApp,
  {
    address,
    boardId,
    cookie,
    frames,
  }: { address: string; boardId: string; cookie: string; frames: Uint8Array[] },
) {
  const board = (await server.app.inject({ url: `/api/boards/${boardId}`, headers: { cookie } })).json()
  class CookieSocket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers: { cookie }, origin: address } satisfies ClientOptions)
      this.on('message', (message: RawData) => frames.push(new Uint8Array(message as Buffer)))
    }
  }
  const doc = new Y.Doc()
  const room = connectRoom({
    url: `${address.replace('http', 'ws')}/api/sync`,
    room: boardId,
    doc,
    params: { schema: board.schema },
    offline: false,
    // ws' socket has all of the browser's that the client uses
    WebSocketPolyfill: CookieSocket as unknown as typeof globalThis.WebSocket,
  })
  await vi.waitFor(() => expect(room.state().synced).toBe(true), { timeout: 10_000 })
  room.awareness.setLocalState({ cursor: { x: 1, y: 2 } })
  return {
    actorId: board.actorId,
    async write() {
      const id = `shape:${crypto.randomUUID().replaceAll('-', '')}`
      const root = boardRoot(doc)
      const furniture = [...root.values()]
        .flatMap((map) => decodeRecord(map) ?? [])
        .filter(({ type }) => type === 'zone')
      const written = [{ zoneId: 'needs', text: 'Dit à visage découvert' }]
      const [record] = noteRecords(furniture, written, { by: board.actorId })
      if (!record) throw new Error('the board has no such zone')
      doc.transact(() => root.set(id, encodeRecord({ ...record, id })))
      await room.flushed()
    },
    leave: () => room.destroy(),
  }
}
