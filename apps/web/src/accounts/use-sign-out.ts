import { forgetAllOffline, hasUnsavedOffline } from '@tablee/sync/offline'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { sessionQuery, signOut } from '../api/accounts.ts'
import { useCommand } from '../ui/use-command.ts'

/** Signing out, and the question that may come before it. */
export interface SignOut {
  /** Signs out, or asks first when that would delete edits which the server never got. */
  start(): void
  /** Whether the person is being asked. */
  asks: boolean
  confirm(): void
  cancel(): void
  isPending: boolean
}

/** Ends the session and forgets everything that was read with it, the copies of boards on this device too. */
export function useSignOut(): SignOut {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [asks, setAsks] = useState(false)
  const leave = useCommand({
    run: signOut,
    refresh: [],
    onDone: () => {
      // A browser that does not let go of a copy must not keep anybody signed in.
      forgetAllOffline().catch(() => undefined)
      // Not `clear`: the page's frame would go on watching a session that nobody refreshes when the next person signs in.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] })
      client.getMutationCache().clear()
      client.setQueryData(sessionQuery.queryKey, { person: null, memberships: [] })
      void navigate({ to: '/connexion' }) // the router reports its own errors on the page
    },
  })
  const askOrLeave = async () => {
    // Nor must one that does not tell what its copies hold.
    if (await hasUnsavedOffline().catch(() => false)) setAsks(true)
    else leave.mutate()
  }
  return {
    start: () => void askOrLeave(), // it cannot reject
    asks,
    confirm: () => leave.mutate(),
    cancel: () => setAsks(false),
    isPending: leave.isPending,
  }
}
