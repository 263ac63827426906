import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ApiPerson, done, joinAsGuest, prepareWorkshop } from '../running/api.ts'
import { expectAccessible, look, type PersonBrowser, SIZES, takeScreen } from '../running/browser.ts'
import type { RunningServer } from '../running/start-server.ts'
import { openStage, type Stage } from './stage.ts'

/** By how much the participant's own clock is wrong, in ms. */
const WRONG_BY_MS = 3 * 60_000
/** What is voted on. */
const NEEDS = ['Savoir le matin qui est où', 'Ne plus retaper les heures'] as const

let stage: Stage
let server: RunningServer
let coach: ApiPerson
let boardId = ''
/** Coaches on the white board. */
let alix: PersonBrowser
/** Takes part on the plan, on a phone whose clock is wrong. */
let nadia: PersonBrowser

beforeAll(async () => {
  stage = await openStage()
  server = stage.server
  const workshop = await prepareWorkshop(server)
  const { organisationId } = workshop
  ;({ coach, boardId } = workshop)
  const guest = await joinAsGuest(server, coach, {
    name: 'Nadia',
    role: 'participant',
    scopeKind: 'organisation',
    scopeId: organisationId,
  })
  const comment = { id: 'comment-of-the-coach', targetId: 'macro', text: 'À relire', signed: true }
  await done(coach.send('POST', `/api/boards/${boardId}/comments`, comment))
  alix = await stage.open(coach)
  nadia = await stage.open(guest, 'phone')
  await nadia.context.addInitScript((wrongByMs) => {
    const { now } = Date
    Date.now = () => now() + wrongByMs
  }, WRONG_BY_MS)
  await alix.page.addInitScript(() => {
    new MutationObserver(() => {
      const isBare = document.querySelector('.tl-container') && !document.querySelector('[data-step-bar]')
      if (isBare) document.documentElement.setAttribute('data-bare', '')
    }).observe(document, { childList: true, subtree: true })
  })
  await Promise.all([
    alix.page.goto(`${server.url}/tableaux/${boardId}`),
    nadia.page.goto(`${server.url}/tableaux/${boardId}/plan`),
  ])
})
afterAll(() => stage?.close())
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  await takeScreen(alix.page, 'failed-script-alix')
  await takeScreen(nadia.page, 'failed-script-nadia')
})

const barOf = (page: Page) => page.getByRole('region', { name: 'Déroulé de l’atelier' })
const clockOf = (page: Page) => page.locator('[data-step-clock]')
const titleOf = (page: Page) => barOf(page).getByRole('heading')

/** What is left on a screen, in seconds. */
async function secondsLeft(page: Page): Promise<number> {
  const [minutes = 0, seconds = 0] = ((await clockOf(page).textContent()) ?? '').split(':').map(Number)
  return minutes * 60 + seconds
}

/** By how many seconds the two screens differ, looked at in one moment. */
async function difference(): Promise<number> {
  const [hers, theirs] = await Promise.all([secondsLeft(alix.page), secondsLeft(nadia.page)])
  return Math.abs(hers - theirs)
}

/** Keeps a snapshot of each step, as the board's own editor offers it. */
async function keepSteps(): Promise<void> {
  await barOf(alix.page).getByRole('button', { name: 'Modifier le déroulé' }).press('Enter')
  const editor = alix.page.getByRole('complementary', { name: 'Déroulé' })
  await editor.getByRole('checkbox', { name: 'Garder un instantané à la fin de chaque étape' }).press('Space')
  await alix.page.keyboard.press('Escape')
  await editor.waitFor({ state: 'detached' })
}

describe.sequential('a coach runs the script of a board', () => {
  test('before it begins she alone sees it, as soon as the board; then everybody has the step and the same second', async () => {
    const start = barOf(alix.page).getByRole('button', { name: 'Lancer le déroulé' })
    await start.waitFor()
    expect(await barOf(alix.page).textContent()).toContain('7 étapes, 75 min')
    // coming later it would push the board down under her hands
    expect(await alix.page.locator('html[data-bare]').count()).toBe(0)
    await keepSteps()
    await nadia.page.getByRole('heading', { name: 'Vue large' }).waitFor()
    expect(await barOf(nadia.page).count()).toBe(0)
    await start.press('Enter')
    for (const { page } of [alix, nadia]) {
      await titleOf(page).filter({ hasText: 'Poser le cadre' }).waitFor()
      await clockOf(page)
        .filter({ hasText: /^[45]:\d\d$/ })
        .waitFor()
    }
    await expect.poll(difference).toBeLessThanOrEqual(1)
    expect(await barOf(nadia.page).getByRole('button', { name: 'Suivant' }).count()).toBe(0)
  })

  test('a phone that lost the network shows the same second when it is back, a minute more included', async () => {
    await nadia.context.setOffline(true)
    await barOf(alix.page).getByRole('button', { name: 'Une minute de plus' }).click()
    await clockOf(alix.page)
      .filter({ hasText: /^5:\d\d$/ })
      .waitFor()
    await nadia.context.setOffline(false)
    await clockOf(nadia.page)
      .filter({ hasText: /^5:\d\d$/ })
      .waitFor()
    await expect.poll(difference).toBeLessThanOrEqual(1)
  })

  test('who is typing when the next step begins goes on, and joins when she wants to', async () => {
    const { page } = nadia
    const field = page.getByRole('textbox', { name: /Vue large/ }).last()
    await field.pressSequentially('Savoir le matin ')
    await barOf(alix.page).getByRole('button', { name: 'Suivant' }).click()
    await titleOf(page).filter({ hasText: 'Voir large' }).waitFor()
    const join = barOf(page).getByRole('button', { name: 'Rejoindre' })
    await join.waitFor()
    await page.keyboard.type('qui est où')
    expect(await field.inputValue()).toBe('Savoir le matin qui est où')
    await look(page, 'script-participant')
    await join.click()
    await join.waitFor({ state: 'detached' })
    const values = () =>
      page.locator('textarea').evaluateAll((all) => all.map((each) => (each as HTMLTextAreaElement).value))
    await expect.poll(values).toContain('Savoir le matin qui est où')
    // whoever read on is one press away from the step again
    await page.locator('[data-zone="shelf"]').scrollIntoViewIfNeeded()
    await barOf(page).getByRole('button', { name: 'Retour à l’étape' }).click()
    await page.waitForFunction(() => {
      const heading = document.activeElement
      const { top = -1 } = heading?.getBoundingClientRect() ?? {}
      return heading?.id === 'zone-macro' && top >= 0 && top < window.innerHeight / 2
    })
    // what was to be kept at the end of each step is
    const kept = async () => (await done(coach.get(`/api/boards/${boardId}/snapshots`))).snapshots
    await expect
      .poll(async () => (await kept()).map(({ name }: { name: string }) => name))
      .toEqual(['Étape 1\u00a0: Poser le cadre'])
  })

  test('in a vote nobody is offered a note, and a participant is told why, and what she has to give', async () => {
    const needs = { zoneId: 'needs', columns: ['text'], rows: NEEDS.map((text) => [text]) }
    await done(coach.send('POST', `/api/boards/${boardId}/imports/rows`, needs))
    await barOf(alix.page).getByRole('button', { name: 'Modifier le déroulé' }).press('Enter')
    const editor = alix.page.getByRole('complementary', { name: 'Déroulé' })
    await editor
      .getByRole('button', { name: /Choisir l’angle/ })
      .first()
      .press('Enter')
    // who reads French writes for the others, too
    const instruction = editor.getByLabel('Consigne')
    const french = await instruction.inputValue()
    await editor.getByRole('radio', { name: 'Nederlands' }).check()
    await instruction.fill('Kies samen één punt.')
    await editor.getByRole('radio', { name: 'Français' }).check()
    await expect.poll(() => instruction.inputValue()).toBe(french)
    await editor.getByRole('radio', { name: 'Nederlands' }).check()
    await expect.poll(() => instruction.inputValue()).toBe('Kies samen één punt.')
    await editor.getByRole('button', { name: 'Aller à cette étape' }).press('Enter')
    await titleOf(nadia.page).filter({ hasText: 'Choisir l’angle' }).waitFor()
    await nadia.page.getByText('les notes ne se modifient pas').waitFor()
    expect(await nadia.page.getByRole('button', { name: 'Ajouter' }).count()).toBe(0)
    await look(alix.page, 'script-editor')
    await alix.page.keyboard.press('Escape')
    await editor.waitFor({ state: 'detached' })
    // who leads says how many dots and how many at most on a line, as long as nobody has voted
    const left = (text: string) => barOf(nadia.page).locator('[data-step-vote]').getByText(text).waitFor()
    await left('Il vous reste 3 points sur 3.')
    await barOf(alix.page).getByRole('button', { name: 'Un point de plus' }).click()
    await left('Il vous reste 4 points sur 4.')
    await barOf(alix.page).getByLabel('Au plus sur une ligne').selectOption('1')
    await takeScreen(alix.page, 'script-lead-1280')
    await expectAccessible(alix.page, { exclude: ['.tl-container'] })
    await alix.page.setViewportSize(SIZES.phone)
    // how many comments are open is to be seen there, too
    const count = alix.page.locator('[data-comments]').getByText('1', { exact: true })
    expect((await count.boundingBox())?.width).toBeGreaterThan(10)
    await takeScreen(alix.page, 'script-lead-390')
    await expectAccessible(alix.page, { exclude: ['.tl-container'] })
    const give = nadia.page.getByRole('button', { name: `Donner un point à « ${NEEDS[0]} »` })
    await give.click()
    await left('Il vous reste 3 points sur 4.')
    await barOf(alix.page).getByText('1 a voté').waitFor()
    expect(await barOf(alix.page).getByLabel('Au plus sur une ligne').count()).toBe(0)
    await barOf(alix.page).getByText('4 points par personne, au plus 1 par ligne').waitFor()
    expect(await give.getAttribute('aria-disabled')).toBe('true')
    await takeScreen(nadia.page, 'script-vote-390')
    expect(alix.errors).toEqual([])
    expect(nadia.errors.filter((line) => !line.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
  })
})
