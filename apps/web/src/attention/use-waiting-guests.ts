import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'
import { followWorkshop } from '../workshops/follow-workshop.ts'

/** How often it is asked who waits for a group, in ms. */
const ASK_EVERY_MS = 10_000

/** Who came to the session of a board and has no group yet. */
export interface WaitingGuests {
  readonly workshopId: string
  readonly count: number
}

/** Counts them for who may place them; null for others, on other boards, and while nobody waits. */
export function useWaitingGuests(doc: Y.Doc): WaitingGuests | null {
  const followed = useMemo(() => followWorkshop(doc), [doc])
  const fact = useSyncExternalStore(followed.subscribe, followed.get)
  const workshopId = fact !== null && fact.state !== 'closed' ? fact.workshopId : null
  const [count, setCount] = useState(0)
  useEffect(() => {
    if (workshopId === null) return
    const leave = new AbortController()
    const ask = async () => {
      const found = await countWaiting(workshopId, leave.signal).catch(() => null)
      if (found !== null) setCount(found)
    }
    void ask()
    const timer = setInterval(() => void ask(), ASK_EVERY_MS)
    return () => {
      clearInterval(timer)
      leave.abort()
    }
  }, [workshopId])
  return workshopId === null || count === 0 ? null : { workshopId, count }
}

/** Null when the server does not say. Trusted by shape: the contract's schemas would double the light page. */
async function countWaiting(workshopId: string, signal: AbortSignal): Promise<number | null> {
  const answer = await fetch(`/api/workshops/${workshopId}`, { credentials: 'same-origin', signal })
  if (!answer.ok) return null
  const { waiting } = (await answer.json()) as { waiting?: { people?: readonly unknown[] } }
  return waiting?.people?.length ?? null
}
