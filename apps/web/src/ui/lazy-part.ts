import { lazy } from 'react'

/** Between two tries, in ms: the first after a moment, then less and less often. */
const RETRY_MS = { first: 1_000, most: 30_000 }

/**
 * React's `lazy` for a part of a page that people work on: where the network is gone, or the server restarts, its script
 * is asked for again until it comes. Meanwhile the part is not there; React would let the error take down everything
 * around it, the board with words that are not kept yet included.
 */
export const lazyPart: typeof lazy = (load) => lazy(() => keepTrying(load))

async function keepTrying<T>(load: () => Promise<T>): Promise<T> {
  for (let waitMs = RETRY_MS.first; ; waitMs = Math.min(2 * waitMs, RETRY_MS.most)) {
    try {
      return await load()
    } catch (error) {
      // what browsers say of a script that did not come; a fault of the script itself is told
      if (!(error instanceof TypeError)) throw error
      await pauseOrOnline(waitMs)
    }
  }
}

/** Resolves after a while, or as soon as the network is back. */
function pauseOrOnline(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer)
      window.removeEventListener('online', go)
      resolve()
    }
    const timer = setTimeout(go, ms)
    window.addEventListener('online', go)
  })
}
