import { useCallback, useEffect, useMemo, useState } from 'react'
import type { AttentionRequests, ShownDoor } from './attention-requests.ts'
import type { AttentionState } from './follow-attention.ts'

/** How often the list is read while somebody waits, in ms: who goes away does not say so. */
const READ_EVERY_MS = 5_000

/** The door of the board, as who leads sees and moves it. */
export interface DoorDesk {
  /** Null before it was read. */
  door: ShownDoor | null
  lock(locked: boolean): Promise<void>
  answer(actorIds: readonly string[], admit: boolean): Promise<void>
  sendOut(actorId: string): Promise<void>
}

/** Reads the door when the board says that something is new there. */
export function useDoor(fact: AttentionState['door'], requests: AttentionRequests): DoorDesk {
  const [door, setDoor] = useState<ShownDoor | null>(null)
  const revision = fact?.revision ?? 0
  const read = useCallback(async (): Promise<void> => {
    try {
      setDoor(await requests.readDoor())
    } catch {
      // what was read before stays; the next reading may succeed
    }
  }, [requests])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision is what asks for a new reading
  useEffect(() => void read(), [read, revision])
  const waits = (door?.waiting.length ?? 0) > 0
  useEffect(() => {
    if (!waits) return
    const timer = setInterval(() => void read(), READ_EVERY_MS)
    return () => clearInterval(timer)
  }, [waits, read])
  return useMemo(
    () => ({
      door,
      lock: async (locked) => setDoor(await requests.lockDoor(locked)),
      answer: async (actorIds, admit) => setDoor(await requests.answerDoor(actorIds, admit)),
      sendOut: async (actorId) => setDoor(await requests.sendOut(actorId)),
    }),
    [door, requests],
  )
}
