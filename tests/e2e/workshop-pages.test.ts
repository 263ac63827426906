import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiPerson, apiPerson, done, setUp } from '../running/api.ts'
import { look, type PersonBrowser, takeScreen } from '../running/browser.ts'
import type { RunningServer } from '../running/start-server.ts'
import { openStage, type Stage } from './stage.ts'

/** WCAG 2.5.8: the least width and height of what is pressed, in px. */
const TARGET_PX = 24

let stage: Stage
let api: ApiPerson
let server: RunningServer
let coach: PersonBrowser
let page: Page
let cohortId: string
let demoWorkshop: { id: string }

beforeAll(async () => {
  stage = await openStage()
  server = stage.server
  api = await setUp(server)
  await done(api.send('POST', '/api/demo', {}))
  demoWorkshop = (await done(api.get('/api/workshops'))).workshops[0]
  cohortId = (await done(api.get(`/api/workshops/${demoWorkshop.id}`))).cohort.id
  coach = await stage.open(api)
  page = coach.page
})
afterAll(() => stage?.close())

test('a coach prepares a session with balanced groups and sees its page', async () => {
  await page.goto(`${server.url}/cohortes/${cohortId}?onglet=seances`)
  await page.getByRole('link', { name: 'Préparer une séance' }).click()
  await page.getByLabel('Titre').fill('Intervision 5')
  await page.getByLabel('Jour').fill('2027-03-12')
  await page.getByRole('button', { name: 'Répartir équitablement' }).click()
  await page.getByRole('button', { name: 'Proposer une autre répartition' }).waitFor()
  expect(await page.getByText('5 organisations').count()).toBe(3)
  await look(page, 'workshop-new')
  // on a phone every button of a number is large enough for a finger
  const { page: phone } = await stage.open(api, 'phone')
  await phone.goto(page.url())
  const arrows = phone.locator('.mantine-NumberInput-control')
  await expect.poll(() => arrows.count()).toBe(4)
  for (const arrow of await arrows.all()) {
    const { width = 0, height = 0 } = (await arrow.boundingBox()) ?? {}
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(TARGET_PX)
  }
  await takeScreen(phone, 'workshop-new-numbers-390')
  // another number is typed instead of the one that is there
  const minutes = phone.getByLabel('Durée en minutes')
  for (const key of ['End', 'Backspace', 'Backspace']) await minutes.press(key)
  await minutes.pressSequentially('45')
  expect(await minutes.inputValue()).toBe('45')
  await phone.context().close()
  // moved without a mouse
  const place = page.getByLabel('Groupe de Les Ateliers du Quai')
  const before = await place.inputValue()
  await place.focus()
  await page.keyboard.press(before === '0' ? 'ArrowDown' : 'ArrowUp')
  expect(await place.inputValue()).not.toBe(before)
  await page.getByRole('button', { name: 'Proposer une autre répartition' }).click()
  await expect.poll(() => page.getByText('5 organisations').count()).toBe(3)
  await page.getByRole('button', { name: 'Créer la séance et ses tableaux' }).click()
  await page.getByRole('heading', { level: 1, name: 'Intervision 5' }).waitFor()
  await page.getByRole('button', { name: 'Tout le monde en plénière' }).waitFor()
  await page.getByText('Inviter par lien et code').waitFor()
  await look(page, 'workshop-page')
})

test('a guest who named the wrong organisation is put right alone, with the keyboard', async () => {
  const id = new URL(page.url()).pathname.split('/')[2] ?? ''
  const { code } = await done(api.send('POST', `/api/workshops/${id}/invitations`, {}))
  for (const name of ['Nadia', 'Marc']) {
    const organisation = 'Les Ateliers du Quai'
    await done(apiPerson(server.url).send('POST', '/api/invitations/join', { code, name, organisation }))
  }
  await page.reload()
  const placeAll = page.getByRole('button', {
    name: 'Placer chaque personne auprès de l’organisation qu’elle indique',
  })
  const change = page.getByRole('button', { name: 'Changer le groupe ou l’organisation de Nadia' })
  const dialog = page.getByRole('dialog', { name: 'La place de Nadia' })
  // looked at and saved as it is: what she said stays, and she is believed with the others
  await change.press('Enter')
  await dialog
    .getByRole('option', { name: 'Les Ateliers du Quai (selon la personne)' })
    .waitFor({ state: 'attached' })
  await look(page, 'workshop-person-said', { within: ['[role="dialog"]'] })
  await dialog.getByRole('button', { name: 'Enregistrer' }).press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await placeAll.press('Enter')
  await placeAll.waitFor({ state: 'detached' })
  const { waiting } = await done(api.get(`/api/workshops/${id}`))
  expect(waiting.people).toEqual([])
  await change.press('Enter')
  await dialog.getByLabel('Organisation').focus()
  await page.keyboard.type('Wapi')
  await look(page, 'workshop-person', { within: ['[role="dialog"]'] })
  await dialog.getByRole('button', { name: 'Enregistrer' }).press('Enter')
  await page.getByText('C’est enregistré pour Nadia.').first().waitFor()
  await dialog.waitFor({ state: 'detached' })
  // the keyboard goes on at her row, wherever that is now
  await expect.poll(() => change.evaluate((row) => row === document.activeElement)).toBe(true)
  const { groups } = await done(api.get(`/api/workshops/${id}`))
  const where = groups.flatMap(
    (group: { organisations: { name: string }[]; people: { name: string; organisation: string }[] }) =>
      group.people
        .filter(({ organisation }) => group.organisations.some(({ name }) => name === organisation))
        .map(({ name, organisation }) => [name, organisation]),
  )
  expect(Object.fromEntries(where)).toEqual({ Nadia: 'Wapi Mobile', Marc: 'Les Ateliers du Quai' })
})

test('after a session an organisation meets its coach; the room gets a poster and sheets to write on', async () => {
  await page.goto(`${server.url}/seances/${demoWorkshop.id}`)
  const meeting = page.getByLabel('Rendez-vous de Les Ateliers du Quai')
  await meeting.fill('2027-04-02T14:00')
  await meeting.press('Enter')
  await page.getByText('Rendez-vous enregistré.').waitFor()
  await page.goto(`${server.url}/cohortes/${cohortId}?onglet=seances`)
  await page.getByRole('link', { name: /^Les Ateliers du Quai.*2 avril 2027/ }).waitFor()
  await look(page, 'workshop-calendar')
  await page.goto(`${server.url}/seances/${demoWorkshop.id}/imprimer`)
  await page.getByRole('checkbox', { name: 'Questions de clarification' }).check()
  await page.getByRole('heading', { name: 'Questions de clarification' }).waitFor()
  expect(await page.locator('[data-sheet]').count()).toBe(2)
  // as it comes out of the printer: nothing before, between or behind them
  const printed = (await page.pdf({ format: 'A4' })).toString('latin1')
  expect(printed.match(/\/Type\s*\/Page\b/g)).toHaveLength(2)
  await look(page, 'workshop-print')
})

test('the groups of a session stand side by side, and what they wrote is linked', async () => {
  await page.goto(`${server.url}/seances/${demoWorkshop.id}/mise-en-commun`)
  await page.getByRole('heading', { name: 'Mise en commun' }).waitFor()
  const near = page.getByText(/Proche de Sambre.*glossaire/).first()
  await near.waitFor()
  expect(await page.getByText('Avis différents').count()).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Lier', exact: true }).first().click()
  await page
    .getByText(/^Lié à/)
    .first()
    .waitFor()
  const boxes = page.getByRole('checkbox', { name: /^Choisir/ })
  await boxes.first().focus()
  await page.keyboard.press('Space')
  await page.getByText('1 élément choisi').waitFor()
  await look(page, 'workshop-collation')
  expect(coach.errors).toEqual([])
})
