import { CAST_PREFIX } from '../ballots/unsent-cast.ts'
import { isUnsent } from '../private-writing/local-note.ts'
import { type KeyedStorage, keysUnder, readShelves, SHELF_PREFIX } from '../private-writing/note-shelf.ts'
import { DRAFT_PREFIX } from '../templates/editor/draft-prefix.ts'

/** What would be gone with the words that a device keeps beside its copies of boards. */
export interface WordsAtStake {
  /** Private notes, votes or parts of a method that the server does not have. */
  unsent: boolean
  /** Anonymous notes: their only keys are here, and without them nobody changes or withdraws them. */
  anonymous: boolean
}

/** Looks at what signing out would take. */
export function wordsAtStake(storage: KeyedStorage): WordsAtStake {
  const notes = readShelves(storage)
  return {
    // drafts and votes are on the device only until the server has them
    unsent:
      [DRAFT_PREFIX, CAST_PREFIX].some((prefix) => keysUnder(storage, prefix).length > 0) ||
      notes.some(isUnsent),
    anonymous: notes.some(({ key, saved }) => key !== null && saved !== null),
  }
}

/** Deletes the words, of whoever they are, with the keys of anonymous notes. */
export function forgetWords(storage: KeyedStorage): void {
  for (const prefix of [SHELF_PREFIX, DRAFT_PREFIX, CAST_PREFIX])
    for (const key of keysUnder(storage, prefix)) storage.removeItem(key)
}
