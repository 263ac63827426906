import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { assertFileFolder, assertFileKey, type FileStore } from './file-store.ts'

/**
 * Files in a folder. A file appears under its name only when all of it is on disk: it is written beside, flushed,
 * then renamed, so that a crash leaves the old bytes or the new ones.
 */
export function diskFileStore(folder: string): FileStore {
  const pathOf = (key: string) => {
    assertFileKey(key)
    return join(folder, key)
  }
  return {
    async put(key, bytes) {
      const path = pathOf(key)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const draft = `${path}.${randomBytes(6).toString('hex')}.part`
      const file = await open(draft, 'wx', 0o600)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } catch (error) {
        await file.close()
        await rm(draft, { force: true })
        throw error
      }
      await file.close()
      await rename(draft, path)
    },
    async get(key) {
      try {
        return await readFile(pathOf(key))
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
        throw error
      }
    },
    async delete(key) {
      await rm(pathOf(key), { force: true })
    },
    async deleteFolder(name) {
      assertFileFolder(name)
      await rm(join(folder, name), { recursive: true, force: true })
    },
  }
}
