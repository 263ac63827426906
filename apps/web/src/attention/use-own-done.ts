import { useEffect, useState } from 'react'
import type { AttentionRequests } from './attention-requests.ts'
import type { AttentionState } from './follow-attention.ts'

/**
 * Whether a person has finished the step that runs. The board says so itself; of an anonymous step only the server knows
 * which mark is hers.
 */
export function useOwnDone(
  { step, isAnonymous, done }: AttentionState,
  actorId: string,
  requests: AttentionRequests,
): { done: boolean; isAsking: boolean; mark(done: boolean): Promise<void> } {
  const [told, setTold] = useState<{ step: string; done: boolean } | null>(null)
  const [isAsking, setAsking] = useState(false)
  useEffect(() => {
    if (step === null || !isAnonymous) return
    let isHere = true
    requests.readDone().then(
      (answer) => isHere && setTold({ step, done: answer }),
      // her next press says it
      () => undefined,
    )
    return () => {
      isHere = false
    }
  }, [step, isAnonymous, requests])
  const shown = isAnonymous ? told?.step === step && told.done : done.includes(actorId)
  return {
    done: step !== null && shown === true,
    isAsking,
    async mark(wanted) {
      if (step === null) return
      setAsking(true)
      try {
        setTold({ step, done: await requests.markDone(step, wanted) })
      } finally {
        setAsking(false)
      }
    },
  }
}
