import { expect, test } from 'vitest'
import { CAST_PREFIX } from '../ballots/unsent-cast.ts'
import type { LocalNote } from '../private-writing/local-note.ts'
import { type KeyedStorage, noteShelf } from '../private-writing/note-shelf.ts'
import { DRAFT_PREFIX } from '../templates/editor/draft-prefix.ts'
import { forgetWords, wordsAtStake } from './words-on-device.ts'

function device(): KeyedStorage & { keys(): string[] } {
  const values = new Map<string, string>()
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    key: (at) => [...values.keys()][at] ?? null,
    keys: () => [...values.keys()],
    get length() {
      return values.size
    },
  }
}

const note = (id: string, more: Partial<LocalNote> = {}): LocalNote => ({
  id,
  key: null,
  curtainId: 'curtain',
  zoneId: 'macro',
  text: 'Dit',
  cells: {},
  revision: 1,
  saved: { text: 'Dit', cells: {} },
  state: 'hidden',
  trouble: null,
  isGone: false,
  isLateWanted: false,
  ...more,
})

test('signing out leaves no private note, no key and no draft on the device, and asks when unsent', () => {
  const storage = device()
  storage.setItem('tablee.lang', 'nl')
  expect(wordsAtStake(storage)).toEqual({ unsent: false, anonymous: false })

  const mine = noteShelf(storage, 'board', 'ada')
  mine.put(note('arrived'))
  expect(wordsAtStake(storage)).toEqual({ unsent: false, anonymous: false })
  // whatever keeps it here: the network, a curtain that was lifted, a step that is over
  for (const change of [
    { text: 'Dit autrement' },
    { isGone: true },
    { saved: null, trouble: 'late' } as const,
  ]) {
    mine.put(note('unsent', change))
    expect(wordsAtStake(storage)).toEqual({ unsent: true, anonymous: false })
    mine.drop('unsent')
  }
  noteShelf(storage, 'other-board', 'ben').put(note('unnamed', { key: 'k3y', state: 'revealed' }))
  expect(wordsAtStake(storage)).toEqual({ unsent: false, anonymous: true })
  storage.setItem(`${CAST_PREFIX}ballot.ben`, '{}')
  expect(wordsAtStake(storage)).toEqual({ unsent: true, anonymous: true })
  storage.removeItem(`${CAST_PREFIX}ballot.ben`)
  storage.setItem(`${DRAFT_PREFIX}method`, '{}')
  expect(wordsAtStake(storage)).toEqual({ unsent: true, anonymous: true })

  forgetWords(storage)
  expect(storage.keys()).toEqual(['tablee.lang'])
  expect(wordsAtStake(storage)).toEqual({ unsent: false, anonymous: false })
})
