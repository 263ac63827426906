import { readFile } from 'node:fs/promises'
import type { TemplateDraft } from '@tablee/templates'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ApiPerson, done, setUp } from '../running/api.ts'
import { openBoard } from '../running/board-peer.ts'
import { expectAccessible, look, type PersonBrowser, takeScreen } from '../running/browser.ts'
import type { RunningServer } from '../running/start-server.ts'
import { openStage, type Stage } from './stage.ts'

const ORGANISATIONS = ['Les Ateliers du Quai', 'Récup’Famenne', 'Le Fil Rouge']
const TITLE = 'Du macro au micro – chantier'

let stage: Stage
let server: RunningServer
let coach: PersonBrowser
let page: Page
let api: ApiPerson
let cohortId = ''
let methodId = ''

beforeAll(async () => {
  stage = await openStage()
  server = stage.server
  api = await setUp(server)
  const { id } = await done(api.send('POST', '/api/programmes', { name: 'Transition' }))
  const cohort = { name: 'Printemps', coachMyself: true }
  cohortId = (await done(api.send('POST', `/api/programmes/${id}/cohorts`, cohort))).id
  for (const name of ORGANISATIONS)
    await done(api.send('POST', `/api/cohorts/${cohortId}/organisations`, { name }))
  coach = await stage.open(api)
  page = coach.page
})
afterAll(() => stage?.close())
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await takeScreen(page, 'failed-write-method')
})

const saved = () => page.getByText('Enregistré', { exact: true }).waitFor()
const button = (name: string | RegExp) => page.getByRole('button', { name })
const tab = (name: string) => page.getByRole('tab', { name })
const draftOf = async (id: string): Promise<TemplateDraft> =>
  (await done(api.get(`/api/own-templates/${id}`))).draft
const gridOf = async (at: number) => (await draftOf(methodId)).zones[at]?.grid
const idIn = (url: string) => new URL(url).pathname.split('/').pop() ?? ''
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
/** Writes over what is in a field, by keyboard: the first letter by its key, the others as from a fast typist. */
async function write(label: string | RegExp, text: string): Promise<void> {
  await page.getByLabel(label).first().focus()
  await press('ControlOrMeta+a')
  await page.keyboard.type(text.slice(0, 1))
  await page.keyboard.insertText(text.slice(1))
}
/** Publishes the draft from the page that is open; the dialog of its boards is open then. */
async function publish(version: string): Promise<void> {
  await saved()
  await button('Publier').click()
  await button(`Publier la version ${version}`).click()
  await page.getByRole('dialog', { name: 'Tableaux de cette méthode' }).waitFor()
}

describe.sequential('S2 a coach prepares a method', () => {
  test('she finds a method by its words and duplicates it', async () => {
    await page.goto(`${server.url}/methodes`)
    await page.getByLabel('Chercher').fill('macro')
    await page.getByText('1 méthode', { exact: true }).waitFor()
    await button('Dupliquer Du macro au micro').click()
    await page.getByLabel('Nom de la méthode').fill(TITLE)
    await button('Commencer').click()
    await page.getByRole('heading', { name: TITLE }).waitFor()
    methodId = idIn(page.url())
    await look(page, '41-plan-des-zones')
  })

  test('S2.1 with the mouse: a zone dragged over another is named, and taken back', async () => {
    const box = await button('Familles de besoins').boundingBox()
    if (!box) throw new Error('the zone is not there')
    const [x, y] = [box.x + box.width / 2, box.y + 30]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x - box.width / 4, y, { steps: 4 })
    await page.mouse.up()
    await button('1 point à corriger').click()
    await page.getByText('recouvre « Familles de besoins »').waitFor()
    expect(await button('Publier').isDisabled()).toBe(true)
    await saved()
    await expect.poll(() => gridOf(1)).toMatchObject({ x: 4, w: 4 })
    await button('Annuler la dernière modification').click()
    await page.getByText('Rien n’empêche de publier').waitFor()
    await saved()
    await expect.poll(() => gridOf(1)).toMatchObject({ x: 5, w: 4 })
  })

  test('by keyboard alone: a zone is moved and renamed, a column added, a step made longer, Dutch written', async () => {
    await button('Réserve pour plus tard').focus()
    await press('Enter', 'ArrowDown', 'Shift+ArrowDown')
    await saved()
    await expect.poll(() => gridOf(7)).toEqual({ x: 0, y: 8, w: 12, h: 3 })
    await write('Nom, français', 'Réserve (et à quelle condition)')
    await button('Ajouter une colonne').focus()
    await press('Enter')
    await write('Colonne 3, français', 'Besoin d’argent ?')
    await write('Colonne 3, néerlandais', 'Geld nodig?')

    await tab('Zones').focus()
    await press('ArrowRight')
    await page.getByLabel('Minutes').nth(3).focus()
    await press('ControlOrMeta+a')
    await page.keyboard.type('20')
    await page.getByText('Total des étapes : 80 minutes').waitFor()
    await button(/les étapes font 80|durée annoncée/)
      .first()
      .waitFor()
    await button('Annoncer 80 min').focus()
    await press('Enter')
    await page.getByText('Rien n’empêche de publier').waitFor()

    await page.getByText('À traduire : 1 en néerlandais, 2 en anglais').waitFor()
    await button('titre').first().focus()
    await press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('method-title-nl')
    await page.keyboard.type('Van macro naar micro – werf')
    expect(await page.getByLabel('Famille').locator('option:checked').textContent()).toBe('Besoins')
    await page.getByText('À traduire : 2 en anglais').waitFor()
    await saved()
  })

  test('the board is shown with made-up notes, in each language', async () => {
    await tab('Aperçu').click()
    const board = page.getByRole('group', { name: 'Aperçu du tableau' })
    await board.getByText('Réserve (et à quelle condition)').waitFor()
    await board.getByText('Besoin d’argent ?').first().waitFor()
    await page.getByLabel('Langue du tableau').selectOption('nl')
    await board.getByText('Eerste perimeter: binnen').waitFor()
    await board.getByText('Geld nodig?').first().waitFor()
    await board.getByText('Wie').first().waitFor()
    expect(await board.getByText('samples').count()).toBe(0)
  })

  test('S2.1 what a file or another device brought is named as well: an id twice, an unknown list', async () => {
    const { draft, revision } = await done(api.get(`/api/own-templates/${methodId}`))
    const broken = structuredClone(draft)
    broken.zones[6].id = broken.zones[5].id
    broken.zones[2].options.cols[0].set = 'metiersDuCirque'
    const put = (body: unknown) => done(api.send('PUT', `/api/own-templates/${methodId}/draft`, body))
    await put({ revision, draft: broken, licence: '', credits: '' })
    await page.reload()
    await page.getByText('l’identifiant « first_result » est déjà pris').waitFor()
    await page.getByText('la liste « metiersDuCirque » n’existe pas ici').waitFor()
    await put({ revision: revision + 1, draft, licence: 'CC BY-SA 4.0', credits: 'Alix' })
    await page.reload()
    await page.getByText('Rien n’empêche de publier').waitFor()
  })

  test('what will change is shown before version 1.1 is published', async () => {
    await button('Publier').click()
    await page.getByText('Colonne ajoutée : Besoin d’argent ?').waitFor()
    await page.getByText('Nommer les besoins : 15 → 20 min').waitFor()
    await expectAccessible(page)
    await button('Publier la version 1.1').click()
    await page.getByText('Aucun tableau ne vient encore de cette méthode.').waitFor()
  })

  test('S2.2 one board for each organisation, in one action', async () => {
    await page.goto(`${server.url}/cohortes/${cohortId}/tableaux/nouveau`)
    await page.getByRole('radio', { name: TITLE }).click()
    await page.getByLabel('Pour qui').selectOption({ label: 'Un pour chaque organisation (3)' })
    await button('Ouvrir 3 tableaux').click()
    await page.getByText('Récup’Famenne').first().waitFor()
    const { boards } = await done(api.get(`/api/cohorts/${cohortId}/boards`))
    const versions = boards.map((board: { template: { version: string } }) => board.template.version)
    expect(versions).toEqual(['1.1.0', '1.1.0', '1.1.0'])
  })

  test('S2.4 a prompt and the title are corrected while people write: on the canvas and the plan at once, as 1.2', async () => {
    const { boards } = await done(api.get(`/api/cohorts/${cohortId}/boards`))
    const [canvas, plan] = [await coach.context.newPage(), await coach.context.newPage()]
    await canvas.goto(`${server.url}/tableaux/${boards[0].id}`)
    await plan.goto(`${server.url}/tableaux/${boards[1].id}/plan`)
    const note = plan.getByLabel('Nouvelle note dans Vue large : envies et irritants')
    await note.fill('On perd une demi-journée.')
    await canvas.getByText('Qu’aimeriez-vous changer grâce au numérique').first().waitFor()

    await page.goto(`${server.url}/methodes/${methodId}`)
    await write('Consigne, français', 'Qu’aimeriez-vous changer ?')
    await tab('Fiche').click()
    await write('Titre, français', 'Du macro au micro – le chantier')
    await publish('1.2')
    await expectAccessible(page)
    await button('Corriger les textes de 3 tableaux').click()
    const began = performance.now()
    for (const open of [canvas, plan]) {
      await open.getByText('Qu’aimeriez-vous changer ?', { exact: true }).first().waitFor()
      await open.getByRole('heading', { level: 1, name: 'Du macro au micro – le chantier' }).waitFor()
      await expect.poll(() => open.title()).toBe('Du macro au micro – le chantier · Tablée')
    }
    expect(performance.now() - began).toBeLessThan(5_000)
    expect(await note.inputValue()).toBe('On perd une demi-journée.')
    await canvas.getByRole('button', { name: 'Autres actions' }).click()
    await canvas.getByRole('menuitem', { name: /1\.2/ }).waitFor()
    await page.getByText('Version 1.2, à jour').first().waitFor()
    // a title that somebody else gives by hand is there as well
    for (const [at, open] of [canvas, plan].entries()) {
      await done(api.send('PATCH', `/api/boards/${boards[at].id}`, { title: `Chantier ${at + 1}` }))
      await open.getByRole('heading', { level: 1, name: `Chantier ${at + 1}` }).waitFor()
      await expect.poll(() => open.title()).toBe(`Chantier ${at + 1} · Tablée`)
    }
    await Promise.all([canvas.close(), plan.close()])
  })

  test('the differences between two versions are shown', async () => {
    await press('Escape')
    await tab('Versions').click()
    await button('Voir les différences avec la version 1.1').click()
    await page.getByText('Qu’aimeriez-vous changer ?').first().waitFor()
    await expectAccessible(page)
  })

  test('S2.1 a zone that boards use cannot go: it is named, and put back', async () => {
    await tab('Zones').click()
    await page.getByLabel('Zone à modifier').selectOption({ label: '2. Familles de besoins' })
    await button('Supprimer la zone').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Supprimer la zone' }).click()
    await page.getByText('supprimée, mais 3 tableaux s’en servent').waitFor()
    await button('Remettre la zone').click()
    await page.getByText('Rien n’empêche de publier').waitFor()
    await page.getByRole('heading', { name: 'Zone 2 · Familles de besoins' }).waitFor()
  })

  test('S2.1 nor can a column: it is named and put back, and a new one never gets its id', async () => {
    const columns = async () =>
      (await draftOf(methodId)).zones[7]?.options.cols?.map(({ id }) => id.replace(/^(?!col_).*/, '…'))
    await page.getByLabel('Zone à modifier').selectOption({ label: '8. Réserve (et à quelle condition)' })
    await expect.poll(columns).toEqual(['…', '…', 'col_3'])
    await button('Supprimer : Besoin d’argent ?').click()
    await page.getByText('« Besoin d’argent ? » est supprimé, mais 3 tableaux s’en servent').waitFor()
    await button('Ajouter une colonne').click()
    await expect.poll(columns).toEqual(['…', '…', 'col_4'])
    await button('Supprimer : Colonne 3').click()
    await button('Remettre « Besoin d’argent ? »').click()
    await page.getByText('Rien n’empêche de publier').waitFor()
    expect(await page.getByLabel('Colonne 3, français').inputValue()).toBe('Besoin d’argent ?')
    // nor does it come to hold something else
    const holds = page.getByLabel('Contenu', { exact: true }).nth(2)
    await holds.selectOption({ label: 'Date' })
    await page.getByText('3 tableaux s’en servent : elle garde son contenu, « Texte »').waitFor()
    await button(/, colonne.*Besoin d’argent/)
      .first()
      .click()
    await expect.poll(() => holds.evaluate((field) => field === document.activeElement)).toBe(true)
    await holds.selectOption({ label: 'Texte' })
    await page.getByText('Rien n’empêche de publier').waitFor()
    await expect.poll(columns).toEqual(['…', '…', 'col_3'])
  })

  test('a prepared board is moved up to version 1.3; one that is written on stays, and one in the archive waits', async () => {
    const { boards: made } = await done(api.get(`/api/cohorts/${cohortId}/boards`))
    // the two others were opened and called anew
    const untouched = made.find(({ title }: { title: string }) => !title.startsWith('Chantier'))
    const setStatus = (status: string) => done(api.send('PATCH', `/api/boards/${untouched.id}`, { status }))
    await setStatus('archived')
    await button('Ajouter une zone').click()
    await write('Nom, français', 'Argent')
    await write('Consigne, français', 'De quoi avez-vous besoin ?')
    await publish('1.3')
    await page.getByText('Version 1.2, commencé : la garde').waitFor()
    const archived = page.getByRole('dialog').locator('li', { hasText: untouched.organisation.name })
    await archived.getByText('Version 1.2, archivé : rouvrez-le pour le mettre à jour').waitFor()
    expect(await archived.getByRole('button').count()).toBe(0)
    await expectAccessible(page)
    await takeScreen(page, 'tableaux-de-la-methode')
    await press('Escape')
    await setStatus('open')
    await page.getByRole('button', { name: 'Tableaux', exact: true }).click()
    await archived.getByText('Version 1.2, pas encore commencé').waitFor()
    await archived.getByRole('button', { name: 'Passer à la version 1.3' }).click()
    await page.getByText('Version 1.3, à jour').waitFor()
    await press('Escape')
    const { boards } = await done(api.get(`/api/cohorts/${cohortId}/boards`))
    const moved = boards.find(
      ({ template }: { template: { version: string } }) => template.version === '1.3.0',
    )
    const peer = await openBoard(server, api, moved.id)
    expect(peer.ids()).toContain('shape:zone-zone_9')
    peer.leave()
    // the two that are written on keep theirs, and say so among the boards
    const list = await coach.context.newPage()
    await list.goto(`${server.url}/cohortes/${cohortId}`)
    await list.getByRole('link', { name: untouched.organisation.name }).waitFor()
    expect(await list.getByRole('link', { name: 'Mise à jour disponible' }).count()).toBe(2)
    await list.close()
  })

  test('S2.11 it is taken away as a file and taken in again: the same zones, steps and terms', async () => {
    await tab('Versions').click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Exporter la dernière version' }).click(),
    ])
    const file = await readFile(await download.path())
    await page.goto(`${server.url}/methodes`)
    await button('Importer').click()
    const dialog = page.getByRole('dialog', { name: 'Importer une méthode' })
    await dialog.locator('input[type=file]').setInputFiles({
      name: download.suggestedFilename(),
      mimeType: 'application/json',
      buffer: file,
    })
    await dialog.getByRole('button', { name: 'Importer' }).click()
    await page.waitForURL((url) => /^\/methodes\/.+/.test(url.pathname) && idIn(url.href) !== methodId)
    const [from, to] = [await draftOf(methodId), await draftOf(idIn(page.url()))]
    expect(to.zones).toEqual(from.zones)
    expect(to.steps).toEqual(from.steps)
    expect((await done(api.get(`/api/own-templates/${to.id}`))).licence).toBe('CC BY-SA 4.0')
  })

  test('a zone scores notes by criteria, one has a lane for each project, and the place of a third says something', async () => {
    await page.getByLabel('Zone à modifier').selectOption({ label: '2. Familles de besoins' })
    await page.getByLabel('Ce que la zone recueille').selectOption({ label: 'Cotation' })
    await page.getByRole('radio', { name: 'Les notes d’une zone, selon les critères d’une autre' }).check()
    await page.getByText('choisissez les deux zones à croiser').waitFor()
    await page.getByLabel('Ce que l’on cote').selectOption({ label: 'Besoins formulés' })
    await page.getByLabel('Selon ces critères').selectOption({ label: 'Premier périmètre : dedans' })
    await page.getByText('Rien n’empêche de publier').waitFor()
    await page.getByLabel('Zone à modifier').selectOption({ label: '7. Raison de digitaliser' })
    await page.getByLabel('Ce que la zone recueille').selectOption({ label: 'Liens entre notes' })
    await page.getByLabel('Nombre maximum de flèches').fill('12')
    await page.getByLabel('Zone à modifier').selectOption({ index: 0 })
    await page.getByLabel('Bandes').selectOption({ label: 'Une par projet (1 à 5)' })
    await button('Ajouter une direction').click()
    // what lacks a text is named so that one is told from the other
    await button(/^Direction 1, N°.2/)
      .first()
      .waitFor()
    await write('Nom de la direction, français', 'Influence')
    await write('N° 1, français', 'forte')
    await write('N° 2, français', 'faible')
    await page.getByLabel('Influence', { exact: true }).selectOption({ label: 'forte' })
    await page.getByText('Rien n’empêche de publier').waitFor()
    await saved()
    const { zones, axes } = await draftOf(idIn(page.url()))
    expect(zones[1]).toMatchObject({
      kind: 'score',
      options: { matrix: { rows: 'needs', columns: 'micro_in' } },
    })
    expect(zones[6]).toMatchObject({ kind: 'link', options: { from: 'any', to: 'any', max: 12 } })
    expect(zones[0]?.options).toMatchObject({ repeat: 'perProject', position: { direction_1: 'answer_1' } })
    expect(axes?.[0]?.terms.map(({ label }) => label.fr)).toEqual(['forte', 'faible'])
    await expectAccessible(page)
  })

  test('what is typed without a network is kept and saved; what was saved elsewhere meanwhile is not written over', async () => {
    const id = idIn(page.url())
    await tab('Fiche').click()
    await coach.context.setOffline(true)
    await write('Quand la choisir, anglais', 'At the start of a building site.')
    await page.getByText('Pas encore enregistré : gardé sur cet appareil').waitFor()
    const { draft, revision } = await done(api.get(`/api/own-templates/${id}`))
    const theirs = { ...draft, purpose: { ...draft.purpose, en: 'Written elsewhere.' } }
    await done(
      api.send('PUT', `/api/own-templates/${id}/draft`, {
        revision,
        draft: theirs,
        licence: '',
        credits: '',
      }),
    )
    await coach.context.setOffline(false)
    await page.getByRole('alert').getByText('Cette méthode a été modifiée ailleurs').waitFor()
    await button('Garder ma version à part').click()
    await page.getByRole('heading', { name: /ma copie/ }).waitFor()
    expect((await draftOf(idIn(page.url()))).when.en).toBe('At the start of a building site.')
    expect((await draftOf(id)).purpose.en).toBe('Written elsewhere.')
  })

  test('a list of words is added to by keyboard, a word renamed and retired: its history says so, its id stays', async () => {
    const { programmes } = await done(api.get('/api/programmes'))
    const path = `/api/programmes/${programmes[0].id}/vocabularies`
    const listOf = async () => {
      const { vocabularies } = await done(api.get(path))
      return vocabularies.find(({ id }: { id: string }) => id === 'yes_no')
    }
    await page.goto(`${server.url}/programmes/${programmes[0].id}/vocabulaires`)
    await page.getByLabel('Liste', { exact: true }).selectOption('yes_no')
    await button('Ajouter un mot').focus()
    await press('Enter')
    await page.getByLabel('Français').waitFor()
    await page.keyboard.type('Peut-être')
    await press('Enter')
    await page.getByText('Mot ajouté : Peut-être').waitFor()
    const added = (await listOf()).terms.at(-1)
    expect(added.label).toEqual({ fr: 'Peut-être', nl: '', en: '' })
    await button('Renommer Peut-être').focus()
    await press('Enter')
    await write('Français', 'À voir')
    await press('Enter')
    await page.getByText('Mot renommé : À voir').waitFor()
    await button('Retirer À voir').focus()
    await press('Enter')
    await page.getByText('Mot retiré : À voir').waitFor()
    expect((await listOf()).terms.at(-1)).toMatchObject({ id: added.id, retired: true })
    await look(page, 'listes-de-mots')
  })

  test('nothing went wrong unseen', () => {
    const offline = 'Failed to load resource: net::ERR_INTERNET_DISCONNECTED'
    expect(coach.errors.filter((error) => error !== offline)).toEqual([])
    expect(coach.refusals.filter((line) => !line.startsWith('409 PUT'))).toEqual([])
  })
})
