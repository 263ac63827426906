import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { boardRoot } from '@tablee/board'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { type FirstWorkshop, prepareWorkshop } from '../running/api.ts'
import { openBoard, until } from '../running/board-peer.ts'
import { newDataFolder, type RunningServer, runToEnd, startServer } from '../running/start-server.ts'

let folder: Awaited<ReturnType<typeof newDataFolder>>
let server: RunningServer
let workshop: FirstWorkshop

beforeAll(async () => {
  folder = await newDataFolder()
  server = await startServer({ dataDir: join(folder.dataDir, 'data') })
  workshop = await prepareWorkshop(server)
})
afterAll(async () => {
  await server?.stop()
  await folder?.remove()
})

test('R11 after a backup was put back, a page that knows more is told and keeps its words, and nothing of it is merged', async () => {
  const { coach, boardId } = workshop
  const dataDir = join(folder.dataDir, 'data')
  const backup = join(folder.dataDir, 'backup')
  const port = Number(new URL(server.url).port)
  const first = await openBoard(server, coach, boardId)
  const kept = first.write('avant la sauvegarde')
  await first.room.flushed()
  first.leave()
  await server.stop()
  await cp(dataDir, backup, { recursive: true })

  server = await startServer({ dataDir, port })
  const ahead = await openBoard(server, coach, boardId)
  const lost = ahead.write('après la sauvegarde')
  await ahead.room.flushed()
  await server.stop()
  await until(ahead.room, ({ connection }) => connection === 'offline')
  const unsent = ahead.write('pendant la panne')

  await rm(dataDir, { recursive: true })
  await cp(backup, dataDir, { recursive: true })
  const { status, output } = await runToEnd({ DATA_DIR: dataDir }, 'restored')
  expect(output).toContain('boards take no copy of before any more')
  expect(status).toBe(0)
  server = await startServer({ dataDir, port })

  await expect(until(ahead.room, ({ synced }) => synced)).rejects.toThrow('epoch_mismatch')
  const exported = new Y.Doc()
  Y.applyUpdate(exported, ahead.room.exportUnsaved() ?? new Uint8Array([0, 0]))
  const text = JSON.stringify(boardRoot(exported).toJSON())
  expect(text).toContain('après la sauvegarde')
  expect(text).toContain('pendant la panne')
  ahead.leave()

  const fresh = await openBoard(server, coach, boardId)
  expect(fresh.ids()).toContain(kept)
  for (const id of [lost, unsent]) expect(fresh.ids()).not.toContain(id)
  // the board goes on: another page after the restore writes and is told that it is saved
  const next = fresh.write('la suite')
  await fresh.room.flushed()
  expect(fresh.ids()).toContain(next)
  fresh.leave()
})
