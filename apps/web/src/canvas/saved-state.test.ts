import type { RoomClientState } from '@tablee/sync/client'
import { afterEach, expect, test, vi } from 'vitest'
import { followSavedState, readSavedState, type ShownState } from './saved-state.ts'

afterEach(() => vi.useRealTimers())

/** A connection whose state the test sets, and what a person saw of it. */
function watch() {
  vi.useFakeTimers()
  let state: RoomClientState = { connection: 'online', synced: true, saved: 'saved', kept: true }
  let tell = (): void => undefined
  const seen: ShownState[] = []
  const client = {
    state: () => state,
    subscribe: (listener: (state: RoomClientState) => void) => {
      tell = () => listener(state)
      return () => undefined
    },
  }
  followSavedState(client, (shown) => seen.push(shown))
  const become = (change: Partial<RoomClientState>) => {
    state = { ...state, ...change }
    tell()
  }
  return { seen, become }
}

test('the mark shows at once that something is on its way; the word stays while it is short', () => {
  const { seen, become } = watch()
  become({ saved: 'pending' })
  expect(seen.at(-1)).toEqual({ mark: 'saving', word: 'saved' })
  vi.advanceTimersByTime(500)
  become({ saved: 'saved' })
  vi.advanceTimersByTime(5_000)
  expect(seen.map(({ word }) => word)).toEqual(['saved', 'saved', 'saved'])
  expect(seen.at(-1)).toEqual({ mark: 'saved', word: 'saved' })
})

test('while one change after another is kept, the mark does not flicker, and never says too early that all is kept', () => {
  const { seen, become } = watch()
  for (let change = 0; change < 60; change += 1) {
    become({ saved: 'pending' })
    vi.advanceTimersByTime(20)
    become({ saved: 'saved' })
    vi.advanceTimersByTime(13)
  }
  expect(seen.map(({ mark }) => mark)).toEqual(['saved', 'saving'])
  vi.advanceTimersByTime(150)
  expect(seen.slice(2)).toEqual([{ mark: 'saved', word: 'saved' }])
})

test('a save that takes long is said', () => {
  const { seen, become } = watch()
  become({ saved: 'pending' })
  vi.advanceTimersByTime(1_000)
  expect(seen.at(-1)).toEqual({ mark: 'saving', word: 'saving' })
})

test('a lost connection is said at once', () => {
  const { seen, become } = watch()
  become({ connection: 'offline' })
  expect(seen.at(-1)).toEqual({ mark: 'offline', word: 'offline' })
})

test('what the server has stored is saved', () => {
  expect(readSavedState({ connection: 'online', synced: true, saved: 'saved', kept: false })).toBe('saved')
})

test('what is on its way is being saved', () => {
  expect(readSavedState({ connection: 'online', synced: true, saved: 'pending', kept: false })).toBe('saving')
})

test('without a connection nothing is claimed to be saved', () => {
  for (const connection of ['connecting', 'offline'] as const) {
    expect(readSavedState({ connection, synced: false, saved: 'saved', kept: true })).toBe('offline')
  }
})

test('that changes are kept on this device is said only where they are', () => {
  const state = { connection: 'offline', synced: false, saved: 'pending' } as const
  expect(readSavedState({ ...state, kept: false })).toBe('unkept')
  const { seen, become } = watch()
  become({ connection: 'offline' })
  become({ kept: false })
  expect(seen.at(-1)).toEqual({ mark: 'unkept', word: 'unkept' })
})

test('who finds no place on the board is told so, unless she has words that nothing keeps', () => {
  const state = {
    connection: 'offline',
    synced: false,
    saved: 'pending',
    interrupted: 'room_crowded',
  } as const
  expect(readSavedState({ ...state, kept: true })).toBe('crowded')
  expect(readSavedState({ ...state, kept: false })).toBe('unkept')
})

test('a server that cannot store is said first', () => {
  expect(readSavedState({ connection: 'offline', synced: false, saved: 'failed', kept: false })).toBe(
    'failed',
  )
})
