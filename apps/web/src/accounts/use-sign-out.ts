import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { signOut } from '../api/accounts.ts'
import { useCommand } from '../ui/use-command.ts'
import { forgetDevice, wordsOfDevice } from './forget-device.ts'
import type { WordsAtStake } from './words-on-device.ts'

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
      forgetDevice(client)
      void navigate({ to: '/connexion' }) // the router reports its own errors on the page
    },
  })
  const askOrLeave = async () => {
    const words = await wordsOfDevice()
    if (words.unsent || words.anonymous) setAsks(words)
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
