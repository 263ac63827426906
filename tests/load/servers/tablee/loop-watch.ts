/** How often the loop is asked, in ms: the least that a timer of Node can do. */
const RESOLUTION_MS = 1

/** How long the event loop kept others waiting, in ms. */
export interface LoopStalls {
  /** Of all timers, 99 in 100 were not later than this. */
  p99: number
  max: number
  /** What is added to a request that comes at any moment: 99 in 100 wait no longer. */
  waitP99: number
  samples: number
}

/** Begins to watch the event loop. @returns what ends it, and says how it was */
export function watchLoop(): () => LoopStalls {
  const lateMs: number[] = []
  const startMs = performance.now()
  let last = startMs
  const timer = setInterval(() => {
    const now = performance.now()
    lateMs.push(Math.max(0, now - last - RESOLUTION_MS))
    last = now
  }, RESOLUTION_MS)
  return () => {
    clearInterval(timer)
    const totalMs = performance.now() - startMs
    const sorted = lateMs.sort((a, b) => a - b)
    return {
      p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
      max: sorted.at(-1) ?? 0,
      waitP99: waitOf(sorted, totalMs * 0.01),
      samples: sorted.length,
    }
  }
}

/**
 * The wait that moments of no more than `shareMs` in all exceed: a stall of 30 ms keeps 10 ms of moments waiting for
 * more than 20 ms. @param sorted the stalls in ms, ascending
 */
export function waitOf(sorted: readonly number[], shareMs: number): number {
  let beyondMs = 0
  for (let at = sorted.length - 1; at >= 0; at--) {
    const stall = sorted[at] ?? 0
    const next = sorted[at - 1] ?? 0
    const longer = sorted.length - at
    // from this stall down to the next, every longer one adds as much
    if (beyondMs + longer * (stall - next) >= shareMs) return stall - (shareMs - beyondMs) / longer
    beyondMs += longer * (stall - next)
  }
  return 0
}
