import type { Page } from 'playwright-core'

/** What the pages of the bench carry: when they could be used, and how long their frames took. */
declare global {
  interface Window {
    benchUsableAt?: number
    benchFrames?: number[]
    benchStop?: () => void
  }
}

/** What tsx writes around functions with a name has to exist in the pages that run them. */
export async function defineNames(page: Page): Promise<void> {
  await page.addInitScript({ content: 'globalThis.__name ??= (named) => named' })
}

/** Notes, from inside of the page, when an element first stands in a painted frame; ms since its navigation began. */
export async function watchUsable(page: Page, selector: string): Promise<void> {
  await page.addInitScript((wanted) => {
    const look = () => {
      const isThere = document.querySelector(wanted) !== null
      if (!isThere) return requestAnimationFrame(look)
      // The frame after the one that drew it.
      return requestAnimationFrame(() => {
        window.benchUsableAt = performance.now()
      })
    }
    requestAnimationFrame(look)
  }, selector)
}

/** When the page could be used, in ms since its navigation began. */
export async function usableAt(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => window.benchUsableAt, undefined, { timeout: 60_000 })
  return Number(await handle.jsonValue())
}

/** Takes the time of every frame while something is done. @returns ms between frames */
export async function framesDuring(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const frames: number[] = []
    window.benchFrames = frames
    let last = performance.now()
    let handle = 0
    const next = (now: number) => {
      frames.push(now - last)
      last = now
      handle = requestAnimationFrame(next)
    }
    handle = requestAnimationFrame(next)
    window.benchStop = () => cancelAnimationFrame(handle)
  })
  await act()
  return page.evaluate(() => {
    window.benchStop?.()
    return (window.benchFrames ?? []).slice(2)
  })
}

/** The figure below which a share of the others lies; null of nothing. */
export function quantile(figures: readonly number[], share: number): number | null {
  const sorted = [...figures].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null
}
