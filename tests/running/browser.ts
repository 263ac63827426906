import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { findViolations, findViolationsResized } from './axe.ts'

/** Where screenshots go; ignored by git. */
const SCREENS = fileURLToPath(new URL('../e2e/screens', import.meta.url))
/** Whether somebody wants to look at the pages. */
export const WITH_SCREENS = (process.env['SCREENS'] ?? '') !== ''
/** Longest wait for something to appear, in ms: two browsers and a server share two cores. */
const WAIT_MS = 20_000
/** Debian's Chromium, without anything that would look outside by itself. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The lowest status that is no success and no redirection. */
const FIRST_REFUSAL = 400
/** What Chromium itself writes for each of them. */
const REFUSAL_LINE = /^Failed to load resource: the server responded with a status of/

/** The two sizes at which every screen is looked at. */
export const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const

/** One person's browser: her own cookies, storage and window. */
export interface PersonBrowser {
  readonly page: Page
  readonly context: BrowserContext
  /** Every address that the browser asked for, WebSockets included. */
  readonly requests: string[]
  /** Answers of 400 and above, as `409 POST /api/…`: each is a browser's error too, and named here by what it is. */
  readonly refusals: string[]
  /** What her pages wrote to the console as errors, refusals apart, and what they threw. */
  readonly errors: string[]
}

/** Starts Chromium, as readers have it unless `flags` say otherwise. */
export function openBrowser(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: [...ARGUMENTS, ...flags],
  })
}

/** Opens a window in which one person works. */
export async function openPerson(
  browser: Browser,
  size: keyof typeof SIZES = 'desktop',
  lang = 'fr-BE',
): Promise<PersonBrowser> {
  const context = await browser.newContext({
    viewport: SIZES[size],
    locale: lang,
    reducedMotion: 'reduce',
    hasTouch: size === 'phone',
  })
  context.setDefaultTimeout(WAIT_MS)
  const requests: string[] = []
  const refusals: string[] = []
  const errors: string[] = []
  context.on('request', (request) => requests.push(request.url()))
  context.on('response', (response) => {
    if (response.status() < FIRST_REFUSAL) return
    refusals.push(`${response.status()} ${response.request().method()} ${new URL(response.url()).pathname}`)
  })
  context.on('page', (opened) => opened.on('websocket', (socket) => requests.push(socket.url())))
  context.on('console', (message) => {
    if (message.type() === 'error' && !REFUSAL_LINE.test(message.text())) errors.push(message.text())
  })
  context.on('weberror', (error) => errors.push(String(error.error())))
  const page = await context.newPage()
  return { page, context, requests, refusals, errors }
}

/**
 * Takes the page's picture under `tests/e2e/screens/<name>.png`: that of a test that failed (`failed-…`) always, any other
 * when pictures are asked for (`SCREENS=1`). Nothing is told by them but to who looks, and to draw one takes long.
 */
export async function takeScreen(page: Page, name: string): Promise<void> {
  if (!WITH_SCREENS && !name.startsWith('failed-')) return
  await mkdir(SCREENS, { recursive: true })
  await page.screenshot({ path: join(SCREENS, `${name}.png`) })
}

/**
 * Both sizes of one page under `<name>-1280` and `<name>-390`: axe's opinion of each, and nothing beside the phone's screen.
 * Of a page that was looked at before, `within` names the parts that are new.
 */
export async function look(page: Page, name: string, of: { within?: readonly string[] } = {}): Promise<void> {
  await takeScreen(page, `${name}-1280`)
  expect(await findViolations(page, of)).toEqual([])
  const size = page.viewportSize()
  await page.setViewportSize(SIZES.phone)
  await takeScreen(page, `${name}-390`)
  // what a page moves by itself in another size it moves when there is time
  const widthPx = () => page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0)
  await expect.poll(widthPx, { message: `${name} at 390 px` }).toBeLessThanOrEqual(SIZES.phone.width)
  expect(await findViolationsResized(page, of)).toEqual([])
  if (size) await page.setViewportSize(size)
}

/** Expects that axe finds nothing to say about the page (WCAG 2.2 A and AA), but for rules to `skip`. */
export async function expectAccessible(
  page: Page,
  options: { exclude?: string[]; skip?: string[] } = {},
): Promise<void> {
  expect(await findViolations(page, options)).toEqual([])
}
