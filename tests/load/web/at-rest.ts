import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, CDPSession, Page } from 'playwright-core'

/** What an open page takes while nobody does anything, in percent of one core. */
export interface Rest {
  /** The process of the page: what is written in it, and what is drawn of it. */
  page: number
  /** All processes of the browser. */
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
  await page.mouse.move(0, 0)
  await pause(settleMs)
  if (profile) {
    await own.send('Profiler.enable')
    await own.send('Profiler.start')
  }
  const [before, beganMs] = [await processorSeconds(all), performance.now()]
  await pause(watchMs)
  const [after, seconds] = [await processorSeconds(all), (performance.now() - beganMs) / 1_000]
  const percent = (of: keyof Rest) => (100 * (after[of] - before[of])) / seconds
  const rest = { page: percent('page'), browser: percent('browser') }
  if (profile) {
    const { profile: taken } = await own.send('Profiler.stop')
    await writeFile(join(profile.folder, `${profile.name}.cpuprofile`), JSON.stringify(taken))
  }
  await all.detach()
  return rest
}

/** What the browser took so far. Only this page is open: the process of any other page stands still. */
async function processorSeconds(session: CDPSession): Promise<Rest> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const sum = (all: typeof processInfo) => all.reduce((seconds, { cpuTime }) => seconds + cpuTime, 0)
  return { page: sum(processInfo.filter(({ type }) => type === 'renderer')), browser: sum(processInfo) }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
