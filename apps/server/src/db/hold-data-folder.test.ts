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

test('a data folder has one holder at a time, and the refused one breaks nothing', () => {
  const free = holdDataFolder(folder)
  expect(() => holdDataFolder(folder)).toThrow(DataFolderInUse)
  expect(() => holdDataFolder(folder)).toThrow(DataFolderInUse)
  free()
  holdDataFolder(folder)()
})

test('a folder that does not exist yet is made', () => {
  holdDataFolder(join(folder, 'new', 'data'))()
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
  holdDataFolder(folder)()
})
