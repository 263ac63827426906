import { afterEach, expect, test, vi } from 'vitest'
import { findInFolder, folderOfPostgres, readOlderState } from '../../apps/server/src/erasure/testing.ts'
import { launchPostgres, type TestPostgres } from '../../apps/server/src/testing/start-postgres.ts'
import { apiPerson, done, joinAsGuest, prepareWorkshop } from '../running/api.ts'
import { openBoard } from '../running/board-peer.ts'
import { newDataFolder, type RunningServer, runToEnd, startServer } from '../running/start-server.ts'

/** The longest that a database is waited for which somebody else reads, and what comes after. */
const CLEANING = { timeout: 30_000, interval: 50 }

/** What no log says; ids of people it does. */
const NAMES = /Dubreucq|Nathalie/i

let folder: Awaited<ReturnType<typeof newDataFolder>>
let postgres: TestPostgres | null = null
let server: RunningServer
afterEach(async () => {
  await server?.stop()
  await postgres?.remove()
  await folder?.remove()
  postgres = null
})

/** Somebody who is named on a board, in a comment and in a snapshot with its picture, and came as a guest. */
async function leaveTraces(): Promise<{ words: string[]; erase(): Promise<string> }> {
  const { coach, boardId, organisationId: scopeId } = await prepareWorkshop(server)
  const order = { name: 'Nathalie Dubreucq', role: 'participant', scopeKind: 'organisation', scopeId }
  const nathalie = await joinAsGuest(server, coach, order)
  const { person } = await done(nathalie.get('/api/session'))
  const board = await openBoard(server, nathalie, boardId)
  const targetId = board.write('Nathalie Dubreucq s’en occupe')
  await board.room.flushed()
  board.leave()
  const comment = { id: crypto.randomUUID(), targetId, text: 'Voir avec Nathalie', signed: true }
  await done(coach.send('POST', `/api/boards/${boardId}/comments`, comment))
  const taken = { name: 'Relu par Nathalie Dubreucq', offered: false }
  const { id } = await done(coach.send('POST', `/api/boards/${boardId}/snapshots`, taken))
  for (const format of ['svg', 'png'])
    expect((await coach.get(`/api/snapshots/${id}.${format}`)).status).toBe(200)
  return {
    words: ['Dubreucq', 'Nathalie', person.id],
    erase: async () => (await done(nathalie.send('POST', '/api/session/person/erasure', {}))).id,
  }
}

const stateOf = async (id: string): Promise<string> =>
  (await done(apiPerson(server.url).get(`/api/erasures/${id}`))).state

test('P1 where a backup held the file and the server was killed, the command leaves nothing of her in the data folder', async () => {
  folder = await newDataFolder()
  const { dataDir } = folder
  server = await startServer({ dataDir })
  const { words, erase } = await leaveTraces()
  const endBackup = await readOlderState(dataDir)
  const id = await erase()
  await vi.waitFor(async () => expect(await stateOf(id)).toBe('cleaning'), CLEANING)
  const running = await runToEnd({ DATA_DIR: dataDir }, 'erasures', 'clean')
  expect(running.output).toContain('A server runs on this data folder')
  await server.stop('SIGKILL')
  const left = await findInFolder(dataDir, words)
  for (const word of words) expect(left.join('\n')).toContain(word)
  await endBackup()

  const { status, output } = await runToEnd({ DATA_DIR: dataDir }, 'erasures', 'clean')
  expect(output).toContain('Written anew.\nErasures that are over now: 1.')
  expect(status).toBe(0)
  expect(await findInFolder(dataDir, words)).toEqual([])
  for (const said of [server.output(), running.output, output]) expect(said).not.toMatch(NAMES)
  server = await startServer({ dataDir })
  expect(await stateOf(id)).toBe('done')
  expect((await runToEnd({ DATA_DIR: dataDir }, 'erasures', 'list')).output).toContain(
    'Nothing is being erased.',
  )
})

test('P2 beside a server on PostgreSQL the command leaves nothing of her in the database’s files', async () => {
  postgres = await launchPostgres({ waitsForDisk: false })
  folder = await newDataFolder()
  const { dataDir } = folder
  const env = { DATABASE_URL: `${postgres.url}/postgres`, DATA_DIR: dataDir }
  server = await startServer({ dataDir, env })
  const { words, erase } = await leaveTraces()
  const tables = await folderOfPostgres({ databaseUrl: env.DATABASE_URL, dataDir })
  const before = (await findInFolder(tables, words)).join('\n')
  for (const word of words) expect(before).toContain(word)
  const id = await erase()
  await vi.waitFor(async () => expect(await stateOf(id)).toBe('cleaning'), CLEANING)
  expect((await runToEnd(env, 'erasures', 'list')).output).toContain(`cleaning  ${id}`)

  const { status, output } = await runToEnd(env, 'erasures', 'clean')
  expect(output).toMatch(/\d+ tables written anew\.\n[\s\S]*Erasures that are over now: 1\./)
  expect(status).toBe(0)
  for (const place of [dataDir, tables]) expect(await findInFolder(place, words)).toEqual([])
  expect(server.output() + output).not.toMatch(NAMES)
  expect(await stateOf(id)).toBe('done')
})
