import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DataFolderInUse, holdDataFolder } from './hold-data-folder.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tablee-lock-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const alone = () => ({ dataDir: folder, databaseUrl: null })
const onPostgres = () => ({ dataDir: folder, databaseUrl: 'postgresql://db/tablee' })

test('a data folder has one holder at a time, and the refused one breaks nothing', () => {
  const free = holdDataFolder(alone())
  expect(() => holdDataFolder(alone())).toThrow(DataFolderInUse)
  expect(() => holdDataFolder(alone())).toThrow(DataFolderInUse)
  free()
  holdDataFolder(alone())()
})

test('servers on one PostgreSQL share a folder, but not with one that has its database there', () => {
  const first = holdDataFolder(onPostgres())
  const second = holdDataFolder(onPostgres())
  expect(() => holdDataFolder(alone())).toThrow(DataFolderInUse)
  first()
  expect(() => holdDataFolder(alone())).toThrow(DataFolderInUse)
  second()
  const free = holdDataFolder(alone())
  expect(() => holdDataFolder(onPostgres())).toThrow(DataFolderInUse)
  free()
})

test('a folder that does not exist yet is made', () => {
  holdDataFolder({ dataDir: join(folder, 'new', 'data'), databaseUrl: null })()
})

test('a holder that crashes leaves the folder free', () => {
  const script = `
    import Sqlite from 'better-sqlite3'
    new Sqlite(process.argv[1] + '/server.lock').exec('begin exclusive')
    process.kill(process.pid, 'SIGKILL')`
  expect(() =>
    execFileSync(process.execPath, ['--input-type=module', '-e', script, folder], {
      cwd: import.meta.dirname,
    }),
  ).toThrow('SIGKILL')
  holdDataFolder(alone())()
})
