import { TEMPLATES, templateMethod } from '@tablee/templates'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ApiPerson, done, prepareWorkshop } from '../running/api.ts'
import { type PersonBrowser, takeScreen } from '../running/browser.ts'
import { fillCanvas } from './fill-canvas.ts'
import { reachEditor } from './on-canvas.ts'
import { openStage, type Stage } from './stage.ts'
import { expectExported, expectVoted, type Written } from './told-boards.ts'
import { inQuestion, isWhole } from './what-to-fill.ts'

const FILLED = inQuestion(TEMPLATES)

let stage: Stage
let coach: ApiPerson
let alix: PersonBrowser
let cohort = { cohortId: '', organisationId: '' }
/** What was written on which board, by method. */
const filled = new Map<string, Written>()

beforeAll(async () => {
  stage = await openStage()
  const workshop = await prepareWorkshop(stage.server)
  coach = workshop.coach
  cohort = { cohortId: workshop.cohortId, organisationId: workshop.organisationId }
  alix = await stage.open(coach)
  await alix.page.goto(stage.server.url)
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await takeScreen(alix.page, 'failed-template-boards')
})
afterAll(() => stage?.close())

describe.sequential('every method, on the canvas', () => {
  test.each(FILLED)(
    '$id opens with all its zones, nothing cut off or covered, and each takes content by mouse',
    async (template) => {
      const { page } = alix
      const { id: boardId } = await done(
        coach.send('POST', '/api/boards', { ...cohort, templateId: template.id }),
      )
      // as a link does: the page stays, and with it the canvas' script
      await page.evaluate((to) => {
        document.querySelector('.tl-container')?.setAttribute('data-former', '')
        history.pushState(null, '', to)
        window.dispatchEvent(new PopStateEvent('popstate'))
      }, `/tableaux/${boardId}`)
      await page.locator('.tl-container[data-former]').waitFor({ state: 'detached' })
      const zoneIds = template.zones.map(({ id }) => id).sort()
      await expect.poll(() => zonesOnScreen(page)).toEqual(zoneIds)
      expect(await faultsOf(page, template.zones.length)).toEqual([])
      await takeScreen(page, `template-${template.id}-whole`)
      const written = await fillCanvas({
        page,
        boardId,
        method: templateMethod(template),
        cells: isWhole ? 'all' : 'first',
        async openBallot(zoneId) {
          const { id } = await done(coach.send('POST', `/api/boards/${boardId}/ballots`, { zoneId }))
          return id
        },
      })
      filled.set(template.id, written)
      await takeScreen(page, `template-${template.id}-filled`)
      expect(alix.errors).toEqual([])
    },
  )

  test('and the server’s export says the same', async () => {
    expect([...filled.keys()]).toEqual(FILLED.map(({ id }) => id))
    const { cohortId } = cohort
    await expectExported([...filled.values()], { url: stage.server.url, person: coach, cohortId })
  })

  test('and what was voted and scored is the voter’s', () => expectVoted([...filled.values()], coach))
})

/** What is cut off or covered on the board, looked at as a whole. */
async function faultsOf(page: Page, zones: number): Promise<string[]> {
  // what lies outside of the view is not laid out
  await page.evaluate(() => {
    const places = window.editor.getCurrentPageShapes().map(({ x, y, props }) => ({
      right: x + Number(props['w']),
      bottom: y + Number(props['h']),
    }))
    const w = Math.max(...places.map(({ right }) => right))
    const h = Math.max(...places.map(({ bottom }) => bottom))
    window.editor.zoomToBounds({ x: 0, y: 0, w, h }, { inset: 0 })
  })
  await expect.poll(() => page.locator('.board-zone__number').count()).toBe(zones)
  return page.evaluate(() => {
    const found: string[] = []
    for (const zone of document.querySelectorAll<HTMLElement>('.board-zone')) {
      const name = zone.getAttribute('aria-label') ?? ''
      const prompt = zone.querySelector<HTMLElement>(':scope > p')
      const promptEnd = (prompt?.offsetTop ?? 0) + (prompt?.offsetHeight ?? 0)
      if (promptEnd > 170) found.push(`${name}: the prompt reaches down to ${promptEnd}`)
      for (const mark of zone.querySelectorAll<HTMLElement>('.board-mark, .board-ghost')) {
        const right = mark.offsetLeft + mark.offsetWidth
        const bottom = mark.offsetTop + mark.offsetHeight
        if (mark.offsetTop + 8 < promptEnd) found.push(`${name}: “${mark.innerText}” lies on the prompt`)
        if (right > zone.offsetWidth || bottom > zone.offsetHeight)
          found.push(`${name}: “${mark.innerText}” leaves the zone`)
      }
    }
    return found
  })
}

/** The zones of the board that is open now, by id. */
async function zonesOnScreen(page: Page): Promise<string[]> {
  await reachEditor(page)
  return page.evaluate(() =>
    window.editor
      .getCurrentPageShapes()
      .flatMap(({ type, props }) => (type === 'zone' ? [String(props['zoneId'])] : []))
      .sort(),
  )
}
