import type { ZoneContent } from '@tablee/board/content'
import { startTransition, useCallback, useEffect, useState } from 'react'

/** Notes that are drawn at once: more than a laptop's screen shows; a larger one has the others two frames later. */
const FIRST_ITEMS = 12

/** What is drawn now, and what draws the rest at once for whoever wants to go there. */
interface FirstZones {
  shown: readonly ZoneContent[]
  /** How many notes of each are drawn now. */
  most: number
  showAll(): void
}

const NONE: readonly ZoneContent[] = []

/**
 * The zones to draw now: the first ones until they stand on the screen, then all. A board of a thousand notes takes a
 * second to draw on an old laptop, and whoever opens it reads from the top; the rest is drawn without holding up what she
 * does meanwhile.
 */
export function useFirstZones(zones: readonly ZoneContent[] = NONE): FirstZones {
  const [hasAll, setAll] = useState(false)
  const isOpen = zones.length > 0
  useEffect(() => {
    if (!isOpen) return
    // Two frames on, the first zones have been painted.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => startTransition(() => setAll(true)))
    })
    return () => cancelAnimationFrame(frame)
  }, [isOpen])
  const showAll = useCallback(() => setAll(true), [])
  return hasAll
    ? { shown: zones, most: Number.POSITIVE_INFINITY, showAll }
    : { shown: zones.slice(0, countFirst(zones)), most: FIRST_ITEMS, showAll }
}

/** How many zones hold the first notes; one at least. */
function countFirst(zones: readonly ZoneContent[]): number {
  let items = 0
  for (const [index, { items: inside }] of zones.entries()) {
    items += inside.length
    if (items >= FIRST_ITEMS) return index + 1
  }
  return zones.length
}
