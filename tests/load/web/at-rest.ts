import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, CDPSession, Page } from 'playwright-core'

/** What an open page takes while nobody does anything, in percent of one core. */
export interface Rest {
  /** The page's own thread. */
  page: number
  /** All processes of the browser, drawing included. */
  browser: number
}

/** How a page is watched. */
interface Watch {
  /** How long it has to come to rest, in ms: what comes late, and what the browser tidies up, is over by then. */
  settleMs: number
  watchMs: number
  /** Where its processor time is written down by function; null for nowhere. */
  profile: { folder: string; name: string } | null
}

/** Looks on for a while, without touching the page. */
export async function watchAtRest(
  browser: Browser,
  page: Page,
  { settleMs, watchMs, profile }: Watch,
): Promise<Rest> {
  const own = await page.context().newCDPSession(page)
  const all = await browser.newBrowserCDPSession()
  await own.send('Performance.enable')
  await page.mouse.move(0, 0)
  await pause(settleMs)
  if (profile) {
    await own.send('Profiler.enable')
    await own.send('Profiler.start')
  }
  const before = { page: await taskSeconds(own), browser: await processSeconds(all), atMs: performance.now() }
  await pause(watchMs)
  const seconds = (performance.now() - before.atMs) / 1_000
  const rest = {
    page: (100 * ((await taskSeconds(own)) - before.page)) / seconds,
    browser: (100 * ((await processSeconds(all)) - before.browser)) / seconds,
  }
  if (profile) {
    const { profile: taken } = await own.send('Profiler.stop')
    await writeFile(join(profile.folder, `${profile.name}.cpuprofile`), JSON.stringify(taken))
  }
  await all.detach()
  return rest
}

async function taskSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0
}

async function processSeconds(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
