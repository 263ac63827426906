import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiPerson, done, setUp } from '../running/api.ts'
import { expectAccessible, look, openBrowser, openPerson, type PersonBrowser } from '../running/browser.ts'
import { newDataFolder, type RunningServer, startServer } from '../running/start-server.ts'

let folder: Awaited<ReturnType<typeof newDataFolder>>
let server: RunningServer
let browser: Browser
let coach: PersonBrowser
let page: Page
let api: ApiPerson
let cohortId: string
let demoWorkshop: { id: string }

beforeAll(async () => {
  folder = await newDataFolder()
  server = await startServer({ dataDir: folder.dataDir })
  browser = await openBrowser()
  api = await setUp(server)
  await done(api.send('POST', '/api/demo', {}))
  demoWorkshop = (await done(api.get('/api/workshops'))).workshops[0]
  cohortId = (await done(api.get(`/api/workshops/${demoWorkshop.id}`))).cohort.id
  coach = await openPerson(browser)
  const [pair = ''] = api.cookie().split('; ')
  const at = pair.indexOf('=')
  await coach.context.addCookies([{ name: pair.slice(0, at), value: pair.slice(at + 1), url: server.url }])
  page = coach.page
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await folder?.remove()
})

test('a coach prepares a session with balanced groups and sees its page', async () => {
  await page.goto(`${server.url}/cohortes/${cohortId}?onglet=seances`)
  await page.getByRole('link', { name: 'Préparer une séance' }).click()
  await page.getByLabel('Titre').fill('Intervision 5')
  await page.getByLabel('Jour').fill('2027-03-12')
  await page.getByRole('button', { name: 'Répartir équitablement' }).click()
  await page.getByRole('button', { name: 'Proposer une autre répartition' }).waitFor()
  expect(await page.getByText('5 organisations').count()).toBe(3)
  await look(page, 'workshop-new')
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
  await expectAccessible(page)
  expect(coach.errors).toEqual([])
})
