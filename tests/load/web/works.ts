import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openPerson } from '../../running/browser.ts'
import { type Rest, watchAtRest } from './at-rest.ts'
import { defineNames, framesDuring, quantile, usableAt, watchUsable } from './in-page.ts'
import type { Stage } from './stage.ts'

/** A note on a canvas, drawn. */
const NOTE_ON_CANVAS = '.tl-shape[data-shape-type="note"]'
/** The field of a note on the plan. */
const NOTE_ON_PLAN = '[data-item] textarea'
/** The field of a note that is not there yet. */
const NEW_NOTE_ON_PLAN = '[data-new-item] textarea'
/** How often, and for how long each time, a page is asked to show the whole board, in ms. */
const SHOW_ALL_TRIES = 5
const SHOW_ALL_MS = 3_000
/** Steps of one drag, and letters typed in one go. */
const STEPS = 120
const LETTERS = 'les personnes que nous accompagnons attendent une réponse simple '

/** Zones that the note is sent to, by the names that the stage gives them: far from one another, and back. */
const MOVED_TO = ['zone_a', 'zone_j', 'zone_t', 'zone_b', 'zone_m', 'zone_s', 'zone_e', 'zone_k']

/** A slow line: 400 kbit/s, and the way to the server and back, in ms. */
const SLOW_LINE = { bytesPerSecond: 50_000, latencyMs: 100 }

/** What one look at a page gave: opening in ms, frames in ms. */
export interface Look {
  open: number
  median: number | null
  p95: number | null
}

/** What a look at the plan gave besides: frames while notes are put elsewhere, in ms. */
export interface PlanLook extends Look {
  moveMedian: number | null
  moveP95: number | null
}

/** Opens the plan of the board, types in a note in the middle of it, and puts that note into other zones one after another. */
export async function lookAtPlan(browser: Browser, stage: Stage): Promise<PlanLook> {
  const { context, page } = await signedIn(browser, stage)
  await watchUsable(page, NOTE_ON_PLAN)
  await page.goto(`${stage.url}/tableaux/${stage.boardId}/plan`, { waitUntil: 'commit' })
  const open = await usableAt(page)
  await page.locator(NOTE_ON_PLAN).nth(500).focus()
  const frames = await framesDuring(page, () => page.keyboard.type(LETTERS, { delay: 16 }))
  const moves = await framesWhileMoving(page)
  await context.close()
  return {
    open,
    median: quantile(frames, 0.5),
    p95: quantile(frames, 0.95),
    moveMedian: quantile(moves, 0.5),
    moveP95: quantile(moves, 0.95),
  }
}

/** « Déplacer vers », the plan's own way of dragging a note: chosen and done, until the note stands where it was sent. */
async function framesWhileMoving(page: Page): Promise<number[]> {
  const itemId = await page.locator('[data-item]').nth(500).getAttribute('data-item')
  const item = page.locator(`[data-item="${itemId}"]`)
  return framesDuring(page, async () => {
    for (const zoneId of MOVED_TO) {
      await item.locator('textarea').first().focus()
      await item.locator('.light-move select').selectOption(`${zoneId}||`)
      await item.locator('.light-move button').click()
      await page.locator(`[data-zone="${zoneId}"] [data-item="${itemId}"]`).waitFor()
    }
  })
}

/** Opens the plan of an ordinary board on a phone with a slow line and nothing kept. @returns ms until one can write, and what came over the line until then, in kB */
export async function lookAtSlowLine(
  browser: Browser,
  stage: Stage,
): Promise<{ open: number; loaded: number }> {
  const { context, page } = await signedIn(browser, stage, 'phone')
  const session = await context.newCDPSession(page)
  let bytes = 0
  session.on('Network.dataReceived', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  session.on('Network.webSocketFrameReceived', ({ response }) => {
    bytes += (response.payloadData.length * 3) / 4
  })
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: SLOW_LINE.latencyMs,
    downloadThroughput: SLOW_LINE.bytesPerSecond,
    uploadThroughput: SLOW_LINE.bytesPerSecond,
  })
  await watchUsable(page, NEW_NOTE_ON_PLAN)
  await page.goto(`${stage.url}/tableaux/${stage.smallBoardId}/plan`, { waitUntil: 'commit' })
  const open = await usableAt(page)
  const loaded = bytes / 1_000
  await context.close()
  return { open, loaded }
}

/** Opens the board's canvas and drags a note across it, everything in view. */
export async function lookAtCanvas(browser: Browser, stage: Stage): Promise<Look> {
  const { context, page } = await signedIn(browser, stage)
  await watchUsable(page, NOTE_ON_CANVAS)
  await page.goto(`${stage.url}/tableaux/${stage.boardId}`, { waitUntil: 'commit' })
  const open = await usableAt(page)
  const look = await drag(page, open)
  await context.close()
  return look
}

/** The same in the peer's page. */
export async function lookAtPeer(browser: Browser, url: string): Promise<Look> {
  const { context, page } = await openPerson(browser)
  await defineNames(page)
  await watchUsable(page, NOTE_ON_CANVAS)
  await page.goto(url, { waitUntil: 'commit' })
  const open = await usableAt(page)
  const look = await drag(page, open)
  await context.close()
  return look
}

/** Both show the same part of the board at the same size, and the first note in it is dragged through the window. */
async function drag(page: Page, open: number): Promise<Look> {
  await showAll(page)
  const note = page.locator(NOTE_ON_CANVAS).first()
  await note.waitFor()
  const box = await note.boundingBox()
  if (!box) throw new Error('no note is drawn')
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  const frames = await framesDuring(page, async () => {
    for (let step = 0; step < STEPS; step += 1) {
      const turn = (step / STEPS) * 2 * Math.PI
      await page.mouse.move(from.x + 120 * Math.sin(turn), from.y + 120 * (1 - Math.cos(turn)))
    }
  })
  await page.mouse.up()
  return { open, median: quantile(frames, 0.5), p95: quantile(frames, 0.95) }
}

/** Brings the whole board into view; a page that is still busy with opening may not hear the first keys. */
async function showAll(page: Page): Promise<void> {
  for (let tries = 1; tries <= SHOW_ALL_TRIES; tries += 1) {
    await page.locator('.tl-canvas').focus()
    await page.keyboard.press('Shift+Digit1')
    const isShown = await page
      .waitForFunction(
        (selector) => {
          const notes = [...document.querySelectorAll(selector)]
          return notes.length > 800 && notes.every((note) => note.checkVisibility())
        },
        NOTE_ON_CANVAS,
        { timeout: SHOW_ALL_MS },
      )
      .then(
        () => true,
        () => false,
      )
    if (isShown) return
  }
  throw new Error('the whole board does not come into view')
}

/** Edits cells of a table in one browser and looks when each stands on another browser's canvas. @returns ms of each */
export async function cellToCanvas(
  browser: Browser,
  stage: Stage,
  { edits, round }: { edits: number; round: number },
): Promise<number[]> {
  const writer = await signedIn(browser, stage)
  const reader = await signedIn(browser, stage)
  await reader.page.goto(`${stage.url}/tableaux/${stage.boardId}`)
  // the first in the page may lie outside of the view, where it is not shown
  await reader.page.locator(NOTE_ON_CANVAS).first().waitFor({ state: 'attached' })
  await writer.page.goto(`${stage.url}/tableaux/${stage.boardId}/tableau?zone=zone_d`)
  const cell = writer.page.locator('tr[data-item] [data-column="need"]').first()
  await cell.waitFor()
  const id = await writer.page.locator('tr[data-item]').first().getAttribute('data-item')
  const times: number[] = []
  for (let edit = 0; edit < edits; edit += 1) {
    // another than a round before has left there
    const word = `valeur ${round}-${edit} `
    const arrived = reader.page.evaluate(
      ({ shape, wanted }) =>
        new Promise<number>((resolve) => {
          const look = () => {
            const drawn = document.getElementById(String(shape))?.textContent?.includes(wanted)
            if (drawn) resolve(performance.timeOrigin + performance.now())
            else requestAnimationFrame(look)
          }
          look()
        }),
      { shape: id, wanted: word.trim() },
    )
    await cell.focus()
    await writer.page.keyboard.press('Enter')
    const field = writer.page.locator('td textarea')
    await field.fill(word)
    // The clock starts with the key that keeps the cell.
    const kept = writer.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          window.addEventListener('keydown', () => resolve(performance.timeOrigin + performance.now()), {
            capture: true,
            once: true,
          })
        }),
    )
    await writer.page.evaluate(() => undefined)
    await writer.page.keyboard.press('Enter')
    times.push((await arrived) - (await kept))
  }
  await Promise.all([writer.context.close(), reader.context.close()])
  return times
}

/** How a page is watched while nobody does anything. */
interface RestOptions {
  settleMs: number
  watchMs: number
  /** Where the page's processor time is written down; null for nowhere. */
  folder: string | null
}

/** Leaves one of the board's pages open and does nothing. */
export async function restOn(
  view: 'canvas' | 'plan',
  browser: Browser,
  stage: Stage,
  { folder, ...times }: RestOptions,
): Promise<Rest> {
  const { context, page } = await signedIn(browser, stage)
  await page.goto(`${stage.url}/tableaux/${stage.boardId}${view === 'plan' ? '/plan' : ''}`)
  await page
    .locator(view === 'plan' ? NOTE_ON_PLAN : NOTE_ON_CANVAS)
    .first()
    .waitFor({ state: 'attached' })
  const rest = await watchAtRest(browser, page, {
    ...times,
    profile: folder === null ? null : { folder, name: `${view} at rest` },
  })
  await context.close()
  return rest
}

/** The same in the peer's page. */
export async function restOnPeer(
  browser: Browser,
  url: string,
  { folder, ...times }: RestOptions,
): Promise<Rest> {
  const { context, page } = await openPerson(browser)
  await page.goto(url)
  await page.locator(NOTE_ON_CANVAS).first().waitFor({ state: 'attached' })
  const rest = await watchAtRest(browser, page, {
    ...times,
    profile: folder === null ? null : { folder, name: 'peer at rest' },
  })
  await context.close()
  return rest
}

async function signedIn(
  browser: Browser,
  stage: Stage,
  size: 'desktop' | 'phone' = 'desktop',
): Promise<{ context: BrowserContext; page: Page }> {
  const { context, page } = await openPerson(browser, size)
  await defineNames(page)
  await context.addCookies(
    stage.coach
      .cookie()
      .split('; ')
      .map((pair) => {
        const at = pair.indexOf('=')
        return { name: pair.slice(0, at), value: pair.slice(at + 1), url: stage.url }
      }),
  )
  return { context, page }
}
