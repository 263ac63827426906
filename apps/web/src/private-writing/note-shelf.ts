import type { LocalNote } from './local-note.ts'

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
  const prefix = `tablee.private.${boardId}.${actorId}.`
  return {
    read() {
      const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at))
      return keys.flatMap((key) => {
        const value = key?.startsWith(prefix) ? storage.getItem(key) : null
        return value === null ? [] : (readNote(value) ?? [])
      })
    },
    put: (note) => storage.setItem(`${prefix}${note.id}`, JSON.stringify(note)),
    drop: (id) => storage.removeItem(`${prefix}${id}`),
  }
}

function readNote(value: string): LocalNote | null {
  try {
    // Only `put` writes under these keys.
    return JSON.parse(value) as LocalNote
  } catch {
    return null
  }
}
