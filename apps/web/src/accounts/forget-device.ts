import { forgetAllOffline, hasUnsavedOffline } from '@tablee/sync/offline'
import type { QueryClient } from '@tanstack/react-query'
import { sessionQuery } from '../api/accounts.ts'
import { forgetWords, type WordsAtStake, wordsAtStake } from './words-on-device.ts'

/** Forgets all that was read or written with a session on this device; nobody is signed in on it any more. */
export function forgetDevice(client: QueryClient): void {
  // A browser that does not let go of a copy must not keep anybody signed in.
  forgetAllOffline().catch(() => undefined)
  try {
    for (const storage of [localStorage, sessionStorage]) forgetWords(storage)
  } catch {
    // Some private windows have no storage, and then no words in it.
  }
  // Not `clear`: the page's frame would go on watching a session that nobody refreshes when the next person signs in.
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] })
  client.getMutationCache().clear()
  client.setQueryData(sessionQuery.queryKey, { person: null, memberships: [] })
}

/** What would be gone with it. Never rejects. */
export async function wordsOfDevice(): Promise<WordsAtStake> {
  const words = inStorages()
  // A browser that does not tell what its copies hold keeps nobody from leaving.
  return { ...words, unsent: words.unsent || (await hasUnsavedOffline().catch(() => false)) }
}

function inStorages(): WordsAtStake {
  try {
    const found = [localStorage, sessionStorage].map(wordsAtStake)
    return {
      unsent: found.some(({ unsent }) => unsent),
      anonymous: found.some(({ anonymous }) => anonymous),
    }
  } catch {
    return { unsent: false, anonymous: false }
  }
}
