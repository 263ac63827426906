import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { StepPlaces } from './step-bar-parts.ts'

/**
 * Brings the reader along when a step begins, unless she is in the middle of something: then it waits until she says so.
 * A step that is about the whole board moves nobody.
 */
export function useFollowStep(
  stepId: string,
  zoneIds: readonly string[],
  places: StepPlaces,
): { isWaiting: boolean; join(): void } {
  const [isWaiting, setWaiting] = useState(false)
  const seen = useRef(stepId)
  const follow = useEffectEvent(() => {
    const isBusy = places.isBusy()
    if (!isBusy && places.movesByItself && zoneIds.length > 0) places.goTo(zoneIds)
    setWaiting(isBusy || (!places.movesByItself && zoneIds.length > 0))
  })
  useEffect(() => {
    if (seen.current === stepId) return
    seen.current = stepId
    follow()
  }, [stepId])
  return {
    isWaiting,
    join() {
      setWaiting(false)
      places.goTo(zoneIds)
    },
  }
}
