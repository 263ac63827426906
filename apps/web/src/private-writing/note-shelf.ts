import type { LocalNote } from './local-note.ts'

/** How the keys of all private notes on a device begin. */
export const SHELF_PREFIX = 'tablee.private.'

/** Where a device keeps notes; `localStorage` fits. */
export type KeyedStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** The notes of one person on one board as her device holds them: written at every letter, there again after a crash. */
export interface NoteShelf {
  read(): LocalNote[]
  put(note: LocalNote): void
  drop(id: string): void
}

/** Each note under a key of its own: two windows of one person never overwrite each other's. */
export function noteShelf(storage: KeyedStorage, boardId: string, actorId: string): NoteShelf {
  const prefix = `${SHELF_PREFIX}${boardId}.${actorId}.`
  return {
    read: () => readUnder(storage, prefix),
    put: (note) => {
      try {
        storage.setItem(`${prefix}${note.id}`, JSON.stringify(note))
      } catch {
        // A device that is full keeps no copy; what was typed stays on the screen, and goes to the server.
      }
    },
    drop: (id) => storage.removeItem(`${prefix}${id}`),
  }
}

/** The notes of everybody and all boards that a device holds. */
export function readShelves(storage: KeyedStorage): LocalNote[] {
  return readUnder(storage, SHELF_PREFIX)
}

/** The keys of a storage that begin so. */
export function keysUnder(storage: KeyedStorage, prefix: string): string[] {
  const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at))
  return keys.flatMap((key) => (key?.startsWith(prefix) ? [key] : []))
}

function readUnder(storage: KeyedStorage, prefix: string): LocalNote[] {
  return keysUnder(storage, prefix).flatMap((key) => {
    const value = storage.getItem(key)
    return value === null ? [] : (readNote(value) ?? [])
  })
}

function readNote(value: string): LocalNote | null {
  try {
    // Only `put` writes under these keys.
    return JSON.parse(value) as LocalNote
  } catch {
    return null
  }
}
