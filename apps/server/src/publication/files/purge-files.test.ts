import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DATABASES, type TestStorage } from '../../testing/databases.ts'
import { openTestApp, type TestApp } from '../../testing/open-test-app.ts'
import { caseFileKey } from './case-file-names.ts'
import { purgeFiles, startFilePurge } from './purge-files.ts'
import { claimFiles, listPurges, orderPurge } from './purge-store.ts'

const DOCUMENT = 'abcdefghijklmnopqrst'
const HOUR_MS = 3_600_000

describe.each(DATABASES)('files that are to be deleted, on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  beforeEach(async () => {
    storage = await open()
    server = await openTestApp(storage)
  })
  afterEach(async () => {
    await server.close()
    await storage.remove()
  })
  const left = () => readdir(join(storage.dataDir, 'files', 'cases', DOCUMENT)).catch(() => [])

  test('a process that was killed while it published leaves no file, half-written ones included', async () => {
    const { db, files } = server.context
    // what stands on the disk and in the database then: the order came first, and nothing took it back
    await orderPurge(db, DOCUMENT, Date.now() + HOUR_MS)
    await files.put(caseFileKey(DOCUMENT, 'case.pdf'), Buffer.from('Rive Nouvelle'))
    const half = join(storage.dataDir, 'files', 'cases', DOCUMENT, 'case.docx.0123456789ab.part')
    await writeFile(half, 'Rive Nouv')
    await server.close()
    // somebody else may be publishing it: until its time has come it is left alone
    server = await openTestApp(storage)
    expect(await left()).toHaveLength(2)
    await server.close()
    server = await openTestApp(storage, { now: () => Date.now() + 2 * HOUR_MS })
    await expect.poll(left).toEqual([])
    await expect.poll(() => listPurges(server.context.db, Date.now() + 3 * HOUR_MS)).toEqual([])
  })

  test('a disk that fails is tried again', async () => {
    const { context } = server
    await orderPurge(context.db, DOCUMENT, Date.now())
    // a folder that a file of the same name stands in the way of
    const folder = join(storage.dataDir, 'files', 'cases')
    await mkdir(join(folder, DOCUMENT), { recursive: true })
    let isBroken = true
    const files = {
      ...context.files,
      deleteFolder: async (name: string) => {
        if (isBroken) throw new Error('the disk does not answer')
        await context.files.deleteFolder(name)
      },
    }
    const purge = startFilePurge({ ...context, files }, server.app.log)
    await purge.look()
    expect(await listPurges(context.db, Date.now())).toEqual([DOCUMENT])
    isBroken = false
    await purge.look()
    expect(await listPurges(context.db, Date.now())).toEqual([])
    expect(await readdir(folder)).toEqual([])
    await purge.close()
  })

  test('files are claimed once, and only before somebody may delete them', async () => {
    const { db } = server.context
    await orderPurge(db, DOCUMENT, 1_000)
    expect(await claimFiles(db, DOCUMENT, 2_000)).toBe(false)
    await orderPurge(db, DOCUMENT, 9_000)
    expect(await claimFiles(db, DOCUMENT, 2_000)).toBe(true)
    expect(await claimFiles(db, DOCUMENT, 2_000)).toBe(false)
    await orderPurge(db, DOCUMENT, 1_000)
    await purgeFiles(server.context, DOCUMENT)
    expect(await listPurges(db, 2_000)).toEqual([])
  })
})
