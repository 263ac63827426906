import { TEMPLATES } from '@tablee/templates'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiPerson, done, prepareWorkshop } from '../running/api.ts'
import { type PersonBrowser, takeScreen } from '../running/browser.ts'
import type { RunningServer } from '../running/start-server.ts'
import { reachEditor } from './on-canvas.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
let server: RunningServer
let coach: ApiPerson
let alix: PersonBrowser
let cohort = { cohortId: '', organisationId: '' }

beforeAll(async () => {
  stage = await openStage()
  server = stage.server
  const workshop = await prepareWorkshop(server)
  coach = workshop.coach
  cohort = { cohortId: workshop.cohortId, organisationId: workshop.organisationId }
  alix = await stage.open(coach)
})
afterAll(() => stage?.close())

test('every method opens in the browser with all its zones: nothing is cut off, nothing covers anything', async () => {
  const { page } = alix
  const boards = await Promise.all(
    TEMPLATES.map(async (template) => {
      const { id } = await done(coach.send('POST', '/api/boards', { ...cohort, templateId: template.id }))
      return { template, path: `/tableaux/${id}` }
    }),
  )
  await page.goto(`${server.url}${boards[0]?.path}`)
  for (const { template, path } of boards) {
    // as a link does: the page stays, and with it the canvas' script
    await page.evaluate((to) => {
      history.pushState(null, '', to)
      window.dispatchEvent(new PopStateEvent('popstate'))
    }, path)
    await expect
      .poll(() => zonesOnScreen(page), { message: template.id })
      .toEqual(template.zones.map(({ id }) => id).sort())
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
    await expect.poll(() => page.locator('.board-zone__number').count()).toBe(template.zones.length)
    const faults = await page.evaluate(() => {
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
    expect(faults, template.id).toEqual([])
    await takeScreen(page, `template-${template.id}-whole`)
  }
  expect(alix.errors).toEqual([])
})

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
