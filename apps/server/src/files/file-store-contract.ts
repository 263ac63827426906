import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FileStore } from './file-store.ts'

/** A store that is tested, and its undo. */
export interface OpenFileStore {
  readonly files: FileStore
  close(): Promise<void>
}

/** What every file store must do, whatever the bytes lie on. */
export function fileStoreContract(name: string, open: () => Promise<OpenFileStore>): void {
  describe(`files on ${name}`, () => {
    let store: OpenFileStore
    beforeEach(async () => {
      store = await open()
    })
    afterEach(() => store.close())

    test('give back what was put', async () => {
      const { files } = store
      expect(await files.get('snapshots/abc.png')).toBeNull()
      await files.put('snapshots/abc.png', new Uint8Array([1, 2, 3]))
      await files.put('snapshots/other.png', new Uint8Array([9]))
      expect([...((await files.get('snapshots/abc.png')) ?? [])]).toEqual([1, 2, 3])
    })

    test('are replaced as a whole', async () => {
      const { files } = store
      await files.put('snapshots/abc.png', new Uint8Array([1, 2, 3]))
      await files.put('snapshots/abc.png', new Uint8Array([4]))
      expect([...((await files.get('snapshots/abc.png')) ?? [])]).toEqual([4])
    })

    test('are forgotten, also twice', async () => {
      const { files } = store
      await files.put('snapshots/abc.png', new Uint8Array([1]))
      await files.delete('snapshots/abc.png')
      await files.delete('snapshots/abc.png')
      expect(await files.get('snapshots/abc.png')).toBeNull()
    })

    test('are forgotten with their folder, and those beside it stay', async () => {
      const { files } = store
      await files.put('snapshots/abc/fr.png', new Uint8Array([1]))
      await files.put('snapshots/abc/fr-2.svg', new Uint8Array([2]))
      await files.put('snapshots/abcd/fr.png', new Uint8Array([3]))
      await files.deleteFolder('snapshots/abc')
      await files.deleteFolder('snapshots/abc')
      expect(await files.get('snapshots/abc/fr.png')).toBeNull()
      expect(await files.get('snapshots/abc/fr-2.svg')).toBeNull()
      expect([...((await files.get('snapshots/abcd/fr.png')) ?? [])]).toEqual([3])
      for (const folder of ['snapshots', '../snapshots/abc', 'snapshots/../abc', '/etc', ''])
        await expect(files.deleteFolder(folder)).rejects.toThrow('file folder is malformed')
    })

    test.each(['../out.png', '/etc/passwd', 'a/../../b.png', 'a', 'a/b', 'a/.b', 'a//b.png'])(
      'refuse the key %s',
      async (key) => {
        const { files } = store
        await expect(files.put(key, new Uint8Array([1]))).rejects.toThrow('file key is malformed')
        await expect(files.get(key)).rejects.toThrow('file key is malformed')
        await expect(files.delete(key)).rejects.toThrow('file key is malformed')
      },
    )
  })
}
