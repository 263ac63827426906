import type { KeptNote, OwnNote } from '@tablee/contract'
import { expect, test, vi } from 'vitest'
import { ApiError } from '../api/api-error.ts'
import { type KeyedStorage, noteShelf } from './note-shelf.ts'
import { NotesKeeper } from './notes-keeper.ts'

const CURTAIN = { id: 'curtain', zoneId: 'macro', anonymous: true, reading: false }

/** A promise that the test settles. */
function deferred<T>() {
  let settle: { resolve(value: T): void; reject(error: unknown): void } | undefined
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return {
    promise,
    resolve: (value: T) => settle?.resolve(value),
    reject: (error: unknown) => settle?.reject(error),
  }
}

/** A keeper whose server answers when the test says so. */
function openKeeper(shelf = noteShelf(memory(), 'board', 'actor')) {
  const keep = deferred<KeptNote>()
  const read = deferred<{ notes: OwnNote[] }>()
  const kept = vi.fn(() => keep.promise)
  const keeper = new NotesKeeper(
    { read: () => read.promise, find: () => read.promise, keep: kept, withdraw: async () => undefined },
    shelf,
    () => ({ id: 'note', key: 'key' }),
  )
  return { keeper, shelf, keep, read, kept }
}

function memory(): KeyedStorage {
  const values = new Map<string, string>()
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    key: (at) => [...values.keys()][at] ?? null,
    get length() {
      return values.size
    },
  }
}

const savedAs = (revision: number): KeptNote => ({
  id: 'note',
  curtainId: CURTAIN.id,
  zoneId: CURTAIN.zoneId,
  state: 'hidden',
  revision,
  recordId: null,
})

test('A1 a note that is kept while the server is asked what it has stays, with its only key', async () => {
  const { keeper, shelf, keep, read, kept } = openKeeper()
  const id = keeper.begin(CURTAIN)
  keeper.write(id, { text: 'Sans nom' })
  keeper.follow([CURTAIN])
  const loaded = keeper.load()
  await vi.waitFor(() => expect(kept).toHaveBeenCalledOnce())
  keep.resolve(savedAs(1))
  await vi.waitFor(() => expect(keeper.notes()[0]?.revision).toBe(1))
  // answered before the note came
  read.resolve({ notes: [] })
  await loaded
  expect(keeper.notes()).toMatchObject([{ id, key: 'key', text: 'Sans nom' }])
  expect(shelf.read()).toMatchObject([{ id, key: 'key' }])
  keeper.close()
})

test('P2 words that were kept while the server was asked are not undone by its older answer', async () => {
  const shelf = noteShelf(memory(), 'board', 'actor')
  shelf.put({
    ...{ id: 'note', key: 'key', curtainId: CURTAIN.id, zoneId: CURTAIN.zoneId, text: 'Un, deux', cells: {} },
    ...{ revision: 1, saved: { text: 'Un', cells: {} }, state: 'hidden', trouble: null },
    ...{ isGone: false, isLateWanted: false },
  })
  const { keeper, keep, read, kept } = openKeeper(shelf)
  keeper.follow([CURTAIN])
  const loaded = keeper.load()
  await vi.waitFor(() => expect(kept).toHaveBeenCalledOnce())
  keep.resolve(savedAs(2))
  await vi.waitFor(() => expect(keeper.notes()[0]?.revision).toBe(2))
  read.resolve({ notes: [{ ...savedAs(1), text: 'Un', cells: {} }] })
  await loaded
  expect(keeper.notes()).toMatchObject([{ text: 'Un, deux', revision: 2 }])
  keeper.close()
})

test('P6 what a step refuses stays on the device, to be seen and tried again', async () => {
  const { keeper, keep, kept } = openKeeper()
  const id = keeper.begin(CURTAIN)
  keeper.write(id, { text: 'Trop tard' })
  keeper.putLate(id)
  await vi.waitFor(() => expect(kept).toHaveBeenCalledOnce())
  keep.reject(new ApiError('step_closed'))
  await vi.waitFor(() => expect(keeper.notes()[0]?.trouble).toBe('closed'))
  keeper.retry()
  await vi.waitFor(() => expect(kept).toHaveBeenCalledTimes(2))
  expect(keeper.notes()).toMatchObject([{ text: 'Trop tard' }])
  keeper.close()
})
