import { expect, test } from 'vitest'
import type { LocalNote } from './local-note.ts'
import { type KeyedStorage, noteShelf } from './note-shelf.ts'

test('a device that is full keeps no copy of a private note, and lets one go on writing', () => {
  const full: KeyedStorage = {
    length: 0,
    key: () => null,
    getItem: () => null,
    removeItem: () => undefined,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    },
  }
  const shelf = noteShelf(full, 'board', 'anna')
  expect(() => shelf.put({ id: 'note' } as LocalNote)).not.toThrow()
  expect(shelf.read()).toEqual([])
})
