import { execFileSync } from 'node:child_process'
import { rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { apiPerson, done, type FirstWorkshop, joinAsGuest, prepareWorkshop } from '../running/api.ts'
import { type BoardPeer, openBoard, until } from '../running/board-peer.ts'
import { newDataFolder, type RunningServer, startServer } from '../running/start-server.ts'

/** How long something may take to be noticed: the longest pause between two tries of the server is 5 s. */
const NOTICED_MS = 15_000

let folder: Awaited<ReturnType<typeof newDataFolder>>
let server: RunningServer
let workshop: FirstWorkshop

beforeAll(async () => {
  folder = await newDataFolder()
  server = await startServer({ dataDir: folder.dataDir })
  workshop = await prepareWorkshop(server)
})
afterAll(async () => {
  await server?.stop()
  await folder?.remove()
})

/** From here on no file of the server's database may grow: what a full disk does to it. */
function fillDisk(): void {
  const sizes = ['tablee.db', 'tablee.db-wal'].map((name) => statSync(join(folder.dataDir, name)).size)
  limitFiles(`${Math.max(...sizes)}:`)
}

function limitFiles(limit: string): void {
  execFileSync('prlimit', ['--pid', String(server.pid), `--fsize=${limit}`])
}

/** Mounts a small disk of its own; false where that is not allowed. */
function mountDisk(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const arrives = (peer: BoardPeer, id: string) =>
  vi.waitFor(() => expect(peer.ids()).toContain(id), { timeout: NOTICED_MS })

test('on a full disk people are told, nobody sees what is not stored, and it is stored when there is room', async () => {
  const { coach, boardId, cohortId, organisationId } = workshop
  const bilal = await joinAsGuest(server, coach, {
    name: 'Bilal',
    role: 'participant',
    scopeKind: 'organisation',
    scopeId: organisationId,
  })
  const first = await openBoard(server, coach, boardId)
  const second = await openBoard(server, bilal, boardId)
  const before = first.write('avant')
  await first.room.flushed()
  await arrives(second, before)

  fillDisk()
  const firstNote = first.write('écrit pendant que le disque est plein')
  const secondNote = second.write('et ceci aussi')
  await Promise.all([first, second].map((peer) => until(peer.room, (state) => state.saved === 'failed')))
  const laterNote = first.write('et encore')
  expect(first.ids()).not.toContain(secondNote)
  expect(second.ids()).not.toContain(firstNote)
  const newcomer = await openBoard(server, coach, boardId)
  expect(newcomer.ids()).toContain(before)
  expect(newcomer.ids()).not.toEqual(expect.arrayContaining([firstNote]))
  expect(newcomer.ids()).not.toEqual(expect.arrayContaining([secondNote]))
  newcomer.leave()

  const order = { cohortId, organisationId, templateId: 'change-plan' }
  const writes = await Promise.all([
    coach.send('POST', '/api/boards', order),
    coach.send('POST', `/api/cohorts/${cohortId}/organisations`, { name: 'Ferme B' }),
    coach.send('POST', `/api/boards/${boardId}/snapshots`, { name: 'Fin', offered: false }),
    coach.send('POST', '/api/invitations', {
      role: 'participant',
      scopeKind: 'organisation',
      scopeId: organisationId,
    }),
    apiPerson(server.url).send('POST', '/api/session', {
      email: 'alix@example.org',
      password: 'une phrase de passe',
    }),
  ])
  expect(writes.map(({ status, body }) => [status, body?.error?.code])).toEqual(
    writes.map(() => [503, 'storage_unavailable']),
  )
  expect((await coach.get(`/api/boards/${boardId}`)).status).toBe(200)
  expect((await coach.get('/api/programmes')).status).toBe(200)

  limitFiles('unlimited:')
  await Promise.all([first, second].map(({ room }) => room.flushed()))
  for (const [peer, id] of [
    [first, secondNote],
    [second, firstNote],
    [second, laterNote],
  ] as const)
    await arrives(peer, id)
  expect([first, second].map(({ room }) => room.state().saved)).toEqual(['saved', 'saved'])
  await done(coach.send('POST', '/api/boards', order))
  first.leave()
  second.leave()

  await server.stop('SIGKILL')
  server = await startServer({ dataDir: folder.dataDir, port: Number(new URL(server.url).port) })
  const reader = await openBoard(server, coach, boardId)
  expect(reader.ids()).toEqual(expect.arrayContaining([before, firstNote, secondNote, laterNote]))
  reader.leave()
})

test('a disk that is truly full is told, and work goes on when something was removed', async ({ skip }) => {
  const small = await newDataFolder()
  if (!mountDisk(small.dataDir)) {
    await small.remove()
    skip('this user may not mount a small disk')
  }
  const ballast = join(small.dataDir, 'ballast')
  const full = await startServer({ dataDir: small.dataDir })
  try {
    const { coach, boardId } = await prepareWorkshop(full)
    const peer = await openBoard(full, coach, boardId)
    expect(() => writeFileSync(ballast, new Uint8Array(8 * 1024 * 1024))).toThrow('ENOSPC')
    // what is written fits into the rest of the last page at first
    const notes: string[] = []
    const told = until(peer.room, (state) => state.saved === 'failed')
    const writing = setInterval(() => notes.push(peer.write('une note '.repeat(40))), 20)
    await told
    clearInterval(writing)
    expect((await coach.send('POST', '/api/programmes', { name: 'Autre' })).status).toBe(503)
    expect((await coach.get('/api/programmes')).status).toBe(200)
    rmSync(ballast)
    await peer.room.flushed()
    peer.leave()
    const reader = await openBoard(full, coach, boardId)
    expect(reader.ids()).toEqual(expect.arrayContaining(notes))
    reader.leave()
    await done(coach.send('POST', '/api/programmes', { name: 'Autre' }))
  } finally {
    await full.stop()
    execFileSync('umount', [small.dataDir])
    await small.remove()
  }
})
