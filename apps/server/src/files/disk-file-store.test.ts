import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { diskFileStore } from './disk-file-store.ts'
import { fileStoreContract } from './file-store-contract.ts'

const newFolder = () => mkdtemp(join(tmpdir(), 'tablee-files-'))

fileStoreContract('disk', async () => {
  const folder = await newFolder()
  return { files: diskFileStore(folder), close: () => rm(folder, { recursive: true, force: true }) }
})

test('a file that was replaced leaves nothing half-written on the disk', async () => {
  const folder = await newFolder()
  const files = diskFileStore(folder)
  await files.put('snapshots/abc.png', new Uint8Array([1, 2, 3]))
  await files.put('snapshots/abc.png', new Uint8Array([4]))
  expect(await readdir(join(folder, 'snapshots'))).toEqual(['abc.png'])
  await rm(folder, { recursive: true, force: true })
})
