import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FirstWorkshop, joinAsGuest, prepareWorkshop } from '../running/api.ts'
import { openBoard } from '../running/board-peer.ts'
import { newDataFolder, type RunningServer, startServer } from '../running/start-server.ts'

/** Crashes in a row; each at another moment of a busy board. */
const CRASHES = 4
/** Shortest and longest time between the first edit and a crash, in ms. */
const CRASH_MIN_MS = 150
const CRASH_SPREAD_MS = 900

let folder: Awaited<ReturnType<typeof newDataFolder>>
let server: RunningServer
let workshop: FirstWorkshop

beforeAll(async () => {
  folder = await newDataFolder()
  server = await startServer({ dataDir: folder.dataDir })
  workshop = await prepareWorkshop(server)
})
afterAll(async () => {
  await server.stop()
  await folder.remove()
})

test('after kill -9 nothing that anybody saw or was told is saved is missing', async () => {
  const { coach, boardId, organisationId } = workshop
  const people = [coach]
  for (const name of ['Bilal', 'Chloé'])
    people.push(
      await joinAsGuest(server, coach, {
        name,
        role: 'participant',
        scopeKind: 'organisation',
        scopeId: organisationId,
      }),
    )

  const promised = new Set<string>()
  for (let crash = 0; crash < CRASHES; crash++) {
    const peers = await Promise.all(people.map((person) => openBoard(server, person, boardId)))
    const seen = new Set<string>()
    const writing = peers.map((peer, index) => {
      const own = new Set<string>()
      peer.doc.on('update', (_update, _origin, _doc, transaction) => {
        if (transaction.local) return
        for (const id of peer.ids()) if (!own.has(id)) seen.add(id)
      })
      peer.room.subscribe((state) => {
        if (state.saved === 'saved' && state.connection === 'online') for (const id of own) promised.add(id)
      })
      return setInterval(() => own.add(peer.write(`tour ${crash}, personne ${index}`)), 20)
    })
    await new Promise((resolve) => setTimeout(resolve, CRASH_MIN_MS + (CRASH_SPREAD_MS * crash) / CRASHES))
    await server.stop('SIGKILL')
    for (const timer of writing) clearInterval(timer)
    for (const peer of peers) {
      expect(peer.refused()).toEqual([])
      peer.leave()
    }
    for (const id of seen) promised.add(id)

    server = await startServer({ dataDir: folder.dataDir, port: Number(new URL(server.url).port) })
    const reader = await openBoard(server, coach, boardId)
    const present = new Set(reader.ids())
    reader.leave()
    expect([...promised].filter((id) => !present.has(id))).toEqual([])
  }
  expect(promised.size).toBeGreaterThan(50)
})

test('a second start on the same data needs no set-up and has the boards', async () => {
  const port = Number(new URL(server.url).port)
  await server.stop()
  server = await startServer({ dataDir: folder.dataDir, port })
  expect(server.setupUrl).toBeNull()
  const reader = await openBoard(server, workshop.coach, workshop.boardId)
  expect(reader.ids().length).toBeGreaterThan(50)
  reader.leave()
})

test('what people write, their names and their tokens are nowhere in the log', () => {
  const log = server.output()
  for (const word of ['tour 1', 'Bilal', 'Chloé', 'Alix', 'Quai', 'Printemps', 'alix@example.org'])
    expect(log).not.toContain(word)
})
