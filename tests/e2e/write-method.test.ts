import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ApiPerson, apiPerson, done } from '../running/api.ts'
import {
  expectAccessible,
  look,
  openBrowser,
  openPerson,
  type PersonBrowser,
  takeScreen,
} from '../running/browser.ts'
import { newDataFolder, type RunningServer, startServer } from '../running/start-server.ts'

let folder: Awaited<ReturnType<typeof newDataFolder>>
let server: RunningServer
let browser: Browser
let coach: PersonBrowser
let api: ApiPerson
let cohortId = ''
let programmeId = ''

const PASSWORD = 'une phrase de passe'

beforeAll(async () => {
  folder = await newDataFolder()
  server = await startServer({ dataDir: folder.dataDir })
  browser = await openBrowser()
  coach = await openPerson(browser)
  api = apiPerson(server.url)
  const code = new URL(server.setupUrl ?? '').hash.replace('#code=', '')
  const alix = { name: 'Alix', email: 'alix@example.org', password: PASSWORD }
  await done(api.send('POST', '/api/setup', { code, ...alix }))
  programmeId = (await done(api.send('POST', '/api/programmes', { name: 'Transition' }))).id
  const cohort = { name: 'Printemps', coachMyself: true }
  cohortId = (await done(api.send('POST', `/api/programmes/${programmeId}/cohorts`, cohort))).id
  for (const name of ['Les Ateliers du Quai', 'Récup’Famenne', 'Le Fil Rouge'])
    await done(api.send('POST', `/api/cohorts/${cohortId}/organisations`, { name }))
  const { page } = coach
  await page.goto(`${server.url}/connexion`)
  await page.getByLabel('Adresse e-mail').fill(alix.email)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('link', { name: 'Méthodes' }).waitFor()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await folder?.remove()
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await takeScreen(coach.page, 'failed-write-method')
})

const saved = () => coach.page.getByText('Enregistré', { exact: true }).waitFor()
const ownOf = async (id: string) => done(api.get(`/api/own-templates/${id}`))
const idIn = (url: string) => new URL(url).pathname.split('/').pop() ?? ''

describe.sequential('S2 a coach prepares a method', () => {
  let methodId = ''

  test('she finds a method by its words and duplicates it', async () => {
    const { page } = coach
    await page.getByRole('link', { name: 'Méthodes' }).click()
    await page.getByRole('button', { name: 'Dupliquer Du macro au micro' }).waitFor()
    await look(page, '40-methodes')
    await page.getByLabel('Chercher').fill('macro')
    await page.getByText('1 méthode', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Dupliquer Du macro au micro' }).click()
    await page.getByLabel('Nom de la méthode').fill('Du macro au micro – chantier')
    await page.getByRole('button', { name: 'Commencer' }).click()
    await page.waitForURL(/\/methodes\/.+/)
    await page.getByRole('heading', { name: 'Du macro au micro – chantier' }).waitFor()
    methodId = idIn(page.url())
    await look(page, '41-plan-des-zones')
  })

  test('with the mouse: a zone is dragged over another, which is said, and drawn smaller', async () => {
    const { page } = coach
    const zone = page.getByRole('button', { name: 'Familles de besoins' })
    const box = await zone.boundingBox()
    if (!box) throw new Error('the zone is not there')
    const column = box.width / 4
    await page.mouse.move(box.x + box.width / 2, box.y + 30)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2 - column, box.y + 30, { steps: 6 })
    await page.mouse.up()
    await page.getByText('1 point à corriger avant de publier').waitFor()
    expect(await page.getByRole('button', { name: 'Publier' }).isDisabled()).toBe(true)
    await look(page, '42-zones-qui-se-recouvrent')
    const corner = await page
      .getByRole('button', { name: 'Vue large : envies et irritants, à corriger' })
      .boundingBox()
    if (!corner) throw new Error('the zone is not there')
    // the other zone lies over its corner: what is chosen comes to the front
    await page.mouse.click(corner.x + 30, corner.y + 60)
    const [x, y] = [corner.x + corner.width - 8, corner.y + corner.height - 8]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x - column, y, { steps: 6 })
    await page.mouse.up()
    await page.getByText('Rien n’empêche de publier').waitFor()
    await saved()
    const { draft } = await ownOf(methodId)
    expect(draft.zones[0].grid).toMatchObject({ x: 0, w: 4 })
    expect(draft.zones[1].grid).toMatchObject({ x: 4, w: 4 })
  })

  test('by keyboard alone: a zone is moved and renamed, a column added, a step made longer, and it is published as 1.1', async () => {
    const { page } = coach
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key)
    }
    await page.getByRole('button', { name: 'Familles de besoins' }).focus()
    await press('ArrowRight', 'Shift+ArrowRight')
    await page.getByText('Rien n’empêche de publier').waitFor()
    await saved()
    expect((await ownOf(methodId)).draft.zones[1].grid).toMatchObject({ x: 5, w: 4 })
    await press('Shift+ArrowLeft', 'ArrowLeft')

    await page.getByRole('button', { name: 'Réserve pour plus tard' }).focus()
    await press('Enter')
    await page.getByLabel('Nom, français').focus()
    await press('ControlOrMeta+a')
    await page.keyboard.type('Réserve (et à quelle condition)')
    await page.getByRole('button', { name: 'Ajouter une colonne' }).focus()
    await press('Enter')
    await page.getByLabel('Colonne 3, français').focus()
    await page.keyboard.type('Besoin d’argent ?')

    await page.getByRole('tab', { name: 'Zones' }).focus()
    await press('ArrowRight')
    await page.getByLabel('Minutes').nth(3).focus()
    await press('ControlOrMeta+a')
    await page.keyboard.type('20')
    await page.getByText('Total des étapes : 80 minutes').waitFor()
    await look(page, '43-deroule')
    await page.getByRole('button', { name: 'Annoncer 80 min' }).focus()
    await press('Enter')
    await page.getByText('Rien n’empêche de publier').waitFor()
    await saved()
    await page.getByRole('button', { name: 'Publier' }).focus()
    await press('Enter')
    await page.getByText('Colonne ajoutée : Besoin d’argent ?').waitFor()
    await expectAccessible(page)
    await takeScreen(page, '44-publier')
    await page.getByRole('button', { name: 'Publier la version 1.1' }).focus()
    await press('Enter')
    await page.getByText('Aucun tableau ne vient encore de cette méthode.').waitFor()
    await page.keyboard.press('Escape')
    expect((await ownOf(methodId)).version).toBe('1.1.0')
  })

  test('the board is shown as it will be, in each language', async () => {
    const { page } = coach
    await page.getByRole('tab', { name: 'Aperçu' }).click()
    await page.getByText('Réserve (et à quelle condition)').first().waitFor()
    await look(page, '45-apercu')
    await page.getByLabel('Langue', { exact: true }).selectOption('nl')
    await page.getByText('Eerste perimeter: binnen').first().waitFor()
  })

  test('a fault leads to its place', async () => {
    const { page } = coach
    await page.getByRole('tab', { name: 'Fiche' }).click()
    await page.getByRole('button', { name: 'titre' }).first().click()
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('method-title-nl')
    await page.keyboard.type('Van macro naar micro – werf')
    await look(page, '46-fiche')
    await saved()
  })

  test('what is typed without a network is kept, and saved once it is back', async () => {
    const { page, context } = coach
    await context.setOffline(true)
    await page.getByLabel('Quand la choisir, anglais').fill('At the start of a building site.')
    await page.getByText('Pas encore enregistré : gardé sur cet appareil').waitFor()
    await context.setOffline(false)
    await saved()
    expect((await ownOf(methodId)).draft.when.en).toBe('At the start of a building site.')
  })

  test('somebody else saved meanwhile: both versions are kept', async () => {
    const { page } = coach
    const there = await ownOf(methodId)
    const draft = { ...there.draft, purpose: { ...there.draft.purpose, en: 'Written elsewhere.' } }
    const save = { revision: there.revision, draft, licence: '', credits: '' }
    await done(api.send('PUT', `/api/own-templates/${methodId}/draft`, save))
    await page.getByLabel('À quoi elle sert, anglais').fill('Written here.')
    await page.getByRole('alert').getByText('Cette méthode a été modifiée ailleurs').waitFor()
    await look(page, '47-conflit')
    await page.getByRole('button', { name: 'Garder ma version à part' }).click()
    await page.waitForURL((url) => idIn(url.href) !== methodId)
    await page.getByRole('heading', { name: /ma copie/ }).waitFor()
    expect((await ownOf(idIn(page.url()))).draft.purpose.en).toBe('Written here.')
    expect((await ownOf(methodId)).draft.purpose.en).toBe('Written elsewhere.')
  })

  test('S2.2 one board for each organisation, in one action', async () => {
    const { page } = coach
    await page.goto(`${server.url}/cohortes/${cohortId}/tableaux/nouveau`)
    await page.getByLabel('Chercher').fill('chantier')
    await page
      .getByRole('radio', { name: /chantier/ })
      .first()
      .click()
    await page.getByLabel('Pour qui').selectOption({ label: 'Une pour chaque organisation (3)' })
    await look(page, '48-un-tableau-par-organisation')
    await page.getByRole('button', { name: 'Ouvrir 3 tableaux' }).click()
    await page.getByText('Récup’Famenne').first().waitFor()
    const { boards } = await done(api.get(`/api/cohorts/${cohortId}/boards`))
    expect(boards.map((board: { template: { version: string } }) => board.template.version)).toEqual([
      '1.1.0',
      '1.1.0',
      '1.1.0',
    ])
  })

  test('S2.4 a corrected prompt is pushed to the boards from the editor', async () => {
    const { page } = coach
    await page.goto(`${server.url}/methodes/${methodId}`)
    await page.getByLabel('Consigne, français').fill('Qu’aimeriez-vous changer ?')
    await saved()
    await page.getByRole('button', { name: 'Publier' }).click()
    await page.getByRole('button', { name: 'Publier la version 1.2' }).click()
    await page.getByText('Dernière version : 1.2.').waitFor()
    await expectAccessible(page)
    await takeScreen(page, '49-tableaux-de-la-methode')
    await page.getByRole('button', { name: 'Corriger les textes de 3 tableaux' }).click()
    await page.getByText('Version 1.2, à jour').first().waitFor()
    const { boards } = await done(api.get(`/api/cohorts/${cohortId}/boards`))
    for (const board of boards) expect(board.template.version).toBe('1.2.0')
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: 'Versions' }).click()
    await page.getByRole('button', { name: 'Voir les différences avec la version 1.1' }).click()
    await page.getByText('Qu’aimeriez-vous changer ?').first().waitFor()
    await look(page, '50-versions')
  })

  test('a word list is changed, and its history shown', async () => {
    const { page } = coach
    await page.goto(`${server.url}/programmes/${programmeId}/vocabulaires`)
    await page.getByRole('button', { name: 'Ajouter un mot' }).click()
    await page.getByLabel('Français').fill('Voisinage')
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByText('Mot ajouté : Voisinage').waitFor()
    await page.getByRole('button', { name: 'Retirer Voisinage' }).click()
    await page.getByText('Mot retiré : Voisinage').waitFor()
    // the header that stays on top would cover a row in part
    await page.evaluate(() => window.scrollTo(0, 0))
    await look(page, '51-listes-de-mots')
  })

  test('nothing went wrong unseen', () => {
    const offline = 'Failed to load resource: net::ERR_INTERNET_DISCONNECTED'
    expect(coach.errors.filter((error) => error !== offline)).toEqual([])
  })
})
