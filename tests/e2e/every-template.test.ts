import { hasSheet, type Method, type ZoneDefinition } from '@tablee/board'
import { TEMPLATES, templateMethod } from '@tablee/templates'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ApiPerson, done, prepareWorkshop, setUp } from '../running/api.ts'
import { findViolations } from '../running/axe.ts'
import { expectAccessible, type PersonBrowser, SIZES, takeScreen } from '../running/browser.ts'
import { boardsToFill } from './boards-to-fill.ts'
import { fillPlan, inZone } from './fill-plan.ts'
import { fingerHands, keyboardHands } from './filling-hands.ts'
import { openStage, type Stage } from './stage.ts'
import { expectExported, expectVoted, type Written } from './told-boards.ts'
import { inQuestion, isInQuestion, isWhole, type Way } from './what-to-fill.ts'

/** The narrowest screen that everything has to fit on, in px. */
const NARROW = { width: 360, height: 780 }
const METHODS = TEMPLATES.map((template) => templateMethod(template))
/**
 * Those that are filled by hand. Between them every form is met that any method has; that every zone of every method takes
 * its content through the same functions is told by `tests/collaboration/every-method.test.ts`, and by hand by
 * `npm run templates:fill`, which looks at nothing else.
 */
const FILLED = isWhole ? inQuestion(METHODS) : boardsToFill(METHODS)
const OPENED = isWhole ? [] : METHODS
const LOOKED_AT = isWhole
  ? []
  : ([
      [0, 'fr-BE'],
      [1, 'nl-BE'],
      [2, 'en-GB'],
    ] as const)
/** The one whose script is rehearsed while the others are filled: that takes 45 s, in which nobody has to wait for it. */
const REHEARSED = OPENED.slice(0, 1)
/** On a busy machine it takes as long as the cores need: the server ends it after 180 s. */
const REPORTED_MS = 150_000
const by = (way: Way) => (isInQuestion(way) ? FILLED : [])

let stage: Stage
let coach: ApiPerson
let place = { cohortId: '', organisationId: '' }
/** The coach with a phone in her hand, and at a desk. */
let alix: PersonBrowser
let desk: PersonBrowser
const filled: Written[] = []
/** Where the script is rehearsed. */
let rehearsal: Page

beforeAll(async () => {
  stage = await openStage()
  coach = await setUp(stage.server)
  const { cohortId, organisationId } = await prepareWorkshop(stage.server, coach)
  place = { cohortId, organisationId }
  alix = await stage.open(coach, 'phone')
  desk = await stage.open(coach)
})
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  await takeScreen(alix.page, 'failed-every-template')
  await takeScreen(desk.page, 'failed-every-template-desk')
})
afterAll(() => stage?.close())

describe.sequential('every form of zone that a method has takes content, each cell by its own field', () => {
  test.each(REHEARSED)('a script is rehearsed from the editor of its board: $id', async (method) => {
    const { page, context } = desk
    await openPlan(method, page)
    await page.getByRole('button', { name: 'Modifier le déroulé' }).press('Enter')
    const editor = page.getByRole('complementary', { name: 'Déroulé' })
    const address = await editor.getByRole('link', { name: 'Répéter' }).getAttribute('href')
    rehearsal = await context.newPage()
    await rehearsal.goto(`${stage.server.url}${address}`)
    await rehearsal.getByRole('button', { name: 'Répéter' }).click()
    const first = `Étape 1 sur ${method.steps.length}, avec 15 personnes`
    await rehearsal.getByRole('status').filter({ hasText: first }).waitFor()
  })

  test.each(OPENED)(
    'every zone has its own field, and none reaches beside a narrow screen: $id',
    async (method) => {
      await alix.page.setViewportSize(NARROW)
      await openPlan(method, alix.page)
      for (const zone of method.zones) {
        const field = fieldOf(zone)
        if (field === null) continue
        const there = alix.page.locator(`${inZone(zone.id)} ${field}`)
        await expect.poll(() => there.count(), { message: zone.id }).toBeGreaterThan(0)
      }
      expect(await overhang(alix.page)).toBe(0)
      await alix.page.setViewportSize(SIZES.phone)
    },
  )

  test.each(by('keyboard'))('by keyboard only: $id', async (method) => {
    const { page } = desk
    filled.push(await fill(method, 'keyboard', page))
    await page.setViewportSize(NARROW)
    expect(await overhang(page), 'nothing beside the screen').toBe(0)
    await page.setViewportSize(SIZES.desktop)
  })

  test.each(by('finger'))('by finger: $id', async (method) => {
    filled.push(await fill(method, 'finger', alix.page))
  })

  test('and the server’s export says the same, cell by cell', async () => {
    expect(filled.length).toBeGreaterThan(0)
    await expectExported(filled, { url: stage.server.url, person: coach, cohortId: place.cohortId })
    expect([...alix.errors, ...desk.errors]).toEqual([])
  })

  test('and what was voted and scored is the voter’s', () => expectVoted(filled, coach))

  test.each(LOOKED_AT)('a filled plan fits 360 px and axe finds nothing: %i, in %s', async (at, lang) => {
    const { page, context } = await stage.open(coach, 'phone', lang)
    await page.setViewportSize(NARROW)
    const board = filled[at]
    await page.goto(`${stage.server.url}/tableaux/${board?.boardId}/plan`)
    await page.locator('.board-saved[data-state="saved"]').waitFor()
    await takeScreen(page, `every-template-${lang}`)
    expect(await overhang(page)).toBe(0)
    expect(await findViolations(page, {})).toEqual([])
    await context.close()
  })

  test.each(REHEARSED)(
    'meanwhile the script was rehearsed: the report says what to change',
    async () => {
      await rehearsal.getByRole('heading', { name: 'Étape par étape' }).waitFor({ timeout: REPORTED_MS })
      await rehearsal.getByText(/Avec 15 personnes, ce déroulé demande environ \d+ minutes/).waitFor()
      await expectAccessible(rehearsal)
      await takeScreen(rehearsal, 'rehearsal-report')
      expect(desk.errors).toEqual([])
    },
    180_000,
  )
})

/** How far the page reaches beside the screen, in px. */
function overhang(page: Page): Promise<number> {
  return page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - window.innerWidth)
}

/** Opens the plan of a new board of the method. @returns the board's id */
async function openPlan(method: Method, page: Page): Promise<string> {
  const { id: boardId } = await done(coach.send('POST', '/api/boards', { ...place, templateId: method.id }))
  await page.goto(`${stage.server.url}/tableaux/${boardId}/plan`)
  await page.locator('.board-saved[data-state="saved"]').waitFor()
  await page.locator(inZone(method.zones.at(-1)?.id ?? '')).waitFor({ state: 'attached' })
  return boardId
}

/** Where one begins to fill a zone; null where that is offered only while a ballot is open. */
function fieldOf(zone: ZoneDefinition): string | null {
  if (hasSheet(zone)) return '.light-sheet textarea'
  if (zone.kind === 'link') return '.light-newlink select'
  if (zone.kind === 'vote' || (zone.kind === 'score' && !zone.options.axes)) return null
  return '[data-new-item]'
}

async function fill(method: Method, way: 'keyboard' | 'finger', page: Page): Promise<Written> {
  const boardId = await openPlan(method, page)
  return fillPlan({
    page,
    boardId,
    method,
    way,
    hands: way === 'keyboard' ? keyboardHands(page) : fingerHands(page),
    async openBallot(zoneId) {
      const { id } = await done(coach.send('POST', `/api/boards/${boardId}/ballots`, { zoneId }))
      return id
    },
  })
}
