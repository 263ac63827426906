import type { KeptNote, OwnNote } from '@tablee/contract'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ApiError } from '../api/api-error.ts'
import type { LocalNote } from './local-note.ts'
import { type KeyedStorage, noteShelf } from './note-shelf.ts'
import { NotesKeeper } from './notes-keeper.ts'

const CURTAIN = { id: 'curtain', zoneId: 'macro', anonymous: true, reading: false, freeColumns: ['why'] }

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

const SAVED: LocalNote = {
  ...{ id: 'note', key: 'key', curtainId: CURTAIN.id, zoneId: CURTAIN.zoneId, revision: 1 },
  ...{ text: 'Un', cells: { kind: 'advice', why: 'vite' }, state: 'hidden', trouble: null },
  ...{ saved: { text: 'Un', cells: { kind: 'advice', why: 'vite' } }, isGone: false, isLateWanted: false },
}

/** A server that has one note, changed on another device since this one read it. */
function openChanged(
  note: LocalNote,
  { stored, reads = () => true }: { stored: OwnNote; reads?: () => boolean },
) {
  const shelf = noteShelf(memory(), 'board', 'actor')
  shelf.put(note)
  let now: OwnNote | null = stored
  const conflict = (revision: number) => {
    if (revision !== now?.revision) throw new ApiError('private_note_conflict')
  }
  const keep = vi.fn(async (kept: { text: string; cells: OwnNote['cells']; revision: number }) => {
    conflict(kept.revision)
    now = { ...stored, text: kept.text, cells: kept.cells, revision: kept.revision + 1 }
    return savedAs(now.revision)
  })
  const withdraw = vi.fn(async ({ revision }: { revision: number }) => {
    conflict(revision)
    now = null
  })
  const find = vi.fn(async () => {
    if (!reads()) throw new ApiError('offline')
    return { notes: now ? [now] : [] }
  })
  const server = { read: async () => ({ notes: [] }), find, keep, withdraw, reveal: async () => undefined }
  const keeper = new NotesKeeper(server, shelf, () => ({ id: 'note', key: 'key' }))
  return { keeper, keep, withdraw, find, now: () => now }
}

/** A keeper whose server answers when the test says so. */
function openKeeper(shelf = noteShelf(memory(), 'board', 'actor')) {
  const keep = deferred<KeptNote>()
  const read = deferred<{ notes: OwnNote[] }>()
  const kept = vi.fn(() => keep.promise)
  const keeper = new NotesKeeper(
    {
      read: () => read.promise,
      find: () => read.promise,
      keep: kept,
      withdraw: async () => undefined,
      reveal: async () => undefined,
    },
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

test('P2 of two devices each keeps the words that it wrote in a cell', async () => {
  const mine = { ...SAVED, cells: { kind: 'advice', why: 'vite et bien', who: 'nous' } }
  const theirs = { kind: 'warning', why: 'très vite', when: 'lundi' }
  const { keeper, now } = openChanged(mine, { stored: { ...savedAs(2), text: 'Un, deux', cells: theirs } })
  keeper.follow([CURTAIN])
  const merged = { kind: 'warning', why: 'très vite et bien', who: 'nous', when: 'lundi' }
  await vi.waitFor(() => expect(now()).toMatchObject({ text: 'Un, deux', cells: merged, revision: 3 }))
  expect(keeper.notes()).toMatchObject([{ text: 'Un, deux', cells: merged }])
  keeper.close()
})

test('P2 a choice that two devices made differently is the one made here, never both in one word', async () => {
  const mine = { ...SAVED, cells: { kind: 'experience', why: 'vite' } }
  const stored = { ...savedAs(2), text: 'Un', cells: { kind: 'warning', why: 'vite' } }
  const { keeper, now } = openChanged(mine, { stored })
  keeper.follow([CURTAIN])
  await vi.waitFor(() => expect(now()?.cells).toEqual({ kind: 'experience', why: 'vite' }))
  keeper.close()
})

test('P2 what another device wrote is not taken back unseen: it is shown, and asked for', async () => {
  const stored = { ...savedAs(2), text: 'Un, deux', cells: SAVED.cells }
  const { keeper, withdraw, now } = openChanged(SAVED, { stored })
  keeper.withdraw('note')
  await vi.waitFor(() => expect(keeper.notes()[0]?.trouble).toBe('changed'))
  expect(keeper.notes()).toMatchObject([{ text: 'Un, deux', isGone: false }])
  expect(now()).not.toBeNull()
  keeper.withdraw('note')
  await vi.waitFor(() => expect(now()).toBeNull())
  await vi.waitFor(() => expect(keeper.notes()).toEqual([]))
  expect(withdraw).toHaveBeenCalledTimes(2)
  keeper.close()
})

test('P2 while the server cannot be read, what it refuses is tried again after a pause only', async () => {
  vi.useFakeTimers()
  try {
    const stored = { ...savedAs(2), text: 'Un, deux', cells: SAVED.cells }
    let isDown = true
    const mine = { ...SAVED, text: 'Un, trois' }
    const { keeper, keep, now } = openChanged(mine, { stored, reads: () => !isDown })
    keeper.retry()
    await vi.advanceTimersByTimeAsync(2_900)
    expect(keep).toHaveBeenCalledTimes(1)
    isDown = false
    await vi.advanceTimersByTimeAsync(10_000)
    expect(now()).toMatchObject({ revision: 3 })
    expect(keep.mock.calls.length).toBeLessThan(5)
    keeper.close()
  } finally {
    vi.useRealTimers()
  }
})

test('who shows her own signed notes has them on the board alone; what she typed since stays with her', async () => {
  const shelf = noteShelf(memory(), 'board', 'actor')
  const named = { ...SAVED, key: null }
  shelf.put(named)
  shelf.put({ ...named, id: 'typing', text: 'Un mot de plus' })
  const revealed = (id: string): OwnNote => ({
    ...{ id, curtainId: CURTAIN.id, zoneId: CURTAIN.zoneId, state: 'revealed', revision: 1 },
    ...{ text: 'Un', cells: SAVED.cells, recordId: 'shape:a' },
  })
  const reveal = vi.fn(async () => undefined)
  const keeper = new NotesKeeper(
    {
      read: async () => ({ notes: ['note', 'typing'].map(revealed) }),
      find: async () => ({ notes: [] }),
      keep: async () => savedAs(2),
      withdraw: async () => undefined,
      reveal,
    },
    shelf,
    () => ({ id: 'note', key: 'key' }),
  )
  await keeper.reveal(CURTAIN.id)
  expect(reveal).toHaveBeenCalledWith(CURTAIN.id)
  expect(keeper.notes().map(({ id, state, text }) => [id, state, text])).toEqual([
    ['typing', 'revealed', 'Un mot de plus'],
  ])
  keeper.close()
})

describe('what is on its way', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('P3b it is told from the first letter until the server has it, and a note in trouble waits for its writer alone', async () => {
    const { keeper, keep } = openKeeper()
    const told: boolean[] = []
    keeper.subscribe(() => told.push(keeper.isBehind()))
    const id = keeper.begin(CURTAIN)
    expect(keeper.isBehind()).toBe(false)
    keeper.write(id, { text: 'S' })
    expect(keeper.isBehind()).toBe(true)
    await vi.advanceTimersByTimeAsync(700)
    expect(keeper.isBehind()).toBe(true)
    keep.resolve(savedAs(1))
    await vi.advanceTimersByTimeAsync(0)
    expect(keeper.isBehind()).toBe(false)
    expect(told.at(-1)).toBe(false)
    keeper.close()
  })

  test('P3b who types on without a pause has her words sent all the same, within a second', async () => {
    const { keeper, kept } = openKeeper()
    const id = keeper.begin(CURTAIN)
    for (let at = 1; at <= 5; at += 1) {
      keeper.write(id, { text: 'x'.repeat(at) })
      await vi.advanceTimersByTimeAsync(200)
    }
    expect(kept).toHaveBeenCalledOnce()
    keeper.close()
  })
})
