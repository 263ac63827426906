import { forgetAllOffline, hasUnsavedOffline } from '@tablee/sync/offline'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { sessionQuery, signOut } from '../api/accounts.ts'
import { useCommand } from '../ui/use-command.ts'
import { forgetWords, type WordsAtStake, wordsAtStake } from './words-on-device.ts'

/** Signing out, and the question that may come before it. */
export interface SignOut {
  /** Signs out, or asks first when that would delete what is nowhere else. */
  start(): void
  /** What the person is asked about; null while she is not. */
  asks: WordsAtStake | null
  confirm(): void
  cancel(): void
  isPending: boolean
}

/** Ends the session and forgets all that was read or written with it on this device. */
export function useSignOut(): SignOut {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [asks, setAsks] = useState<WordsAtStake | null>(null)
  const leave = useCommand({
    run: signOut,
    refresh: [],
    onDone: () => {
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
      void navigate({ to: '/connexion' }) // the router reports its own errors on the page
    },
  })
  const askOrLeave = async () => {
    const words = onDevice()
    // Nor must one that does not tell what its copies hold.
    const unsent = words.unsent || (await hasUnsavedOffline().catch(() => false))
    if (unsent || words.anonymous) setAsks({ ...words, unsent })
    else leave.mutate()
  }
  return {
    start: () => void askOrLeave(), // it cannot reject
    asks,
    confirm: () => leave.mutate(),
    cancel: () => setAsks(null),
    isPending: leave.isPending,
  }
}

function onDevice(): WordsAtStake {
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
