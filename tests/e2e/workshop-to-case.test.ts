import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { FORBIDDEN_STRINGS, folded, ROSTER_NAMES, SCENARIO_ROWS } from '../fixtures/scenario-s3.ts'
import { expectAccessible, look, type PersonBrowser, takeScreen } from '../running/browser.ts'
import type { RunningServer } from '../running/start-server.ts'
import {
  answerTheCheck,
  DRAWING_ALT,
  decideInTheEditor,
  decideTheRest,
  seeWhereItComesFrom,
  takeTheDrawing,
} from './decide-case.ts'
import { inPage } from './in-page.ts'
import { notesOn, openZones, sheetsOn, writeNote, writeParagraph } from './on-canvas.ts'
import { openStage, type Stage } from './stage.ts'

/** A sentence that no log may hold. */
const KNOWN_SENTENCE = SCENARIO_ROWS[0]?.text ?? ''

/** A text of so many characters does not fit a note of 200 px, unless a long word has made the type smaller. */
const LONG_TEXT = 110
const LONG_WORD = /\S{16}/
/** The zones of the method that hold one text. */
const TEXT_ZONES: ReadonlySet<string> = new Set(['organisation', 'trigger', 'description'])
/** What the sheet of a zone says when these rows have been written. */
const sheetOf = (zoneId: string, rows: typeof SCENARIO_ROWS) =>
  TEXT_ZONES.has(zoneId)
    ? rows
        .filter((row) => row.zoneId === zoneId)
        .map(({ text }) => text)
        .join('\n')
    : ''

let stage: Stage
let server: RunningServer
let coach: PersonBrowser
let nadia: PersonBrowser
let reader: PersonBrowser
let guest: PersonBrowser
/** Decides for an organisation, on a phone and without an account. */
let director: PersonBrowser
/** Has never touched the draft. */
let secondReader: PersonBrowser
/** Pays for the cohort, and sees of it what everybody sees. */
let funder: PersonBrowser
let cohortUrl = ''
let boardUrl = ''
let caseId = ''
let slug = ''

beforeAll(async () => {
  stage = await openStage()
  server = stage.server
  coach = await stage.open(null)
  nadia = await stage.open(null)
  reader = await stage.open(null)
  guest = await stage.open(null, 'phone')
  director = await stage.open(null, 'phone')
  secondReader = await stage.open(null)
  funder = await stage.open(null)
})
afterAll(() => stage?.close())

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  await takeScreen(coach.page, 'failed-coach')
  await takeScreen(nadia.page, 'failed-participant')
  await takeScreen(reader.page, 'failed-reader')
  await takeScreen(guest.page, 'failed-guest')
  await takeScreen(director.page, 'failed-director')
  await takeScreen(secondReader.page, 'failed-second-reader')
  await takeScreen(funder.page, 'failed-funder')
})

describe.sequential('a cohort fills one board together and it becomes a published case', () => {
  test('the set-up link makes the first administrator, once, and leaves no code in the address', async () => {
    const { page } = coach
    await page.goto(server.setupUrl ?? '')
    await page.getByLabel('Votre nom').waitFor()
    expect(page.url()).not.toContain('code')
    await look(page, '01-installation')
    await page.getByLabel('Votre nom').fill('Alix')
    await page.getByLabel('Adresse e-mail').fill('alix@example.org')
    await page.getByRole('textbox', { name: 'Mot de passe' }).fill('une phrase de passe')
    await page.getByRole('button', { name: 'Créer le compte et commencer' }).click()
    await page.getByRole('button', { name: 'Remplir avec une cohorte de démonstration' }).waitFor()
    await look(page, '02-accueil-vide')

    await nadia.page.goto(server.setupUrl ?? '')
    await nadia.page.getByText('L’installation est déjà faite').waitFor()
  })

  test('a programme, a cohort and its organisations', async () => {
    const { page } = coach
    await page.getByRole('button', { name: 'Créer un programme' }).click()
    await page.getByLabel('Nom du programme').fill('Transition numérique')
    await page.getByRole('dialog').getByRole('button', { name: 'Créer' }).click()
    await page.getByRole('button', { name: 'Nouvelle cohorte' }).first().click()
    await page.getByLabel('Nom de la cohorte').fill('Printemps')
    await page.getByRole('dialog').getByRole('button', { name: 'Créer' }).click()
    await page.waitForURL(/\/cohortes\//)
    await page.getByRole('tab', { name: 'Organisations' }).click()
    for (const name of ['Les Ateliers du Quai ASBL', 'Récup’Famenne']) {
      await page.getByRole('button', { name: 'Ajouter une organisation' }).first().click()
      await page.getByLabel('Nom de l’organisation').fill(name)
      await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.getByText(name).first().waitFor()
    }
    await look(page, '03-organisations')
    cohortUrl = page.url().split('?')[0] ?? ''
  })

  test('an organisation agrees before its first board, by a link and without an account', async () => {
    const { page } = coach
    await page.getByRole('tab', { name: 'Accords' }).click()
    await page.getByText('À demander').first().waitFor()
    await look(page, '03b-accords')
    await openLinkOf(page, 'Les Ateliers du Quai ASBL')
    const answer = director.page
    await answer.getByRole('heading', { name: 'Votre accord', exact: true }).waitFor()
    expect(answer.url()).toBe(`${server.url}/accord`)
    await answer.getByRole('button', { name: 'J’accepte' }).waitFor()
    await look(answer, '03c-accord-demande')
    await answer.getByLabel('Sous un nom d’emprunt').check()
    await answer.getByLabel('Tout le monde').check()
    await answer.getByLabel('J’ai des réserves').check()
    await answer.getByLabel('conflits et départs').check()
    await answer.getByLabel('Votre nom').fill('Anne Lenoir')
    await answer.getByLabel('Votre fonction').fill('direction')
    await answer.getByRole('button', { name: 'J’accepte avec des réserves' }).click()
    await answer.getByText('Vous avez accepté avec des réserves').waitFor()
    await look(answer, '03d-accord-donne')
    await page.reload()
    await page.getByText('Accordé avec réserves').waitFor()
    await look(page, '03e-accords-donnes')
  })

  test('a coach opens a board from a method for one organisation', async () => {
    const { page } = coach
    await page.getByRole('tab', { name: 'Tableaux' }).click()
    // one of the two was asked
    const unasked = page.getByText(/« Récup’Famenne » n’a pas encore été interrogée/)
    await unasked.waitFor()
    await page.getByRole('link', { name: 'Ouvrir un tableau' }).first().click()
    await page.getByRole('radio', { name: /Fiche/ }).waitFor()
    await unasked.waitFor()
    expect(await page.getByRole('link', { name: 'Demander les accords' }).getAttribute('href')).toContain(
      'onglet=accords',
    )
    await look(page, '04-choix-de-la-methode')
    await page.getByRole('radio', { name: /Fiche/ }).click()
    await page.getByLabel('Pour qui').selectOption({ label: 'Les Ateliers du Quai ASBL' })
    await page.getByLabel('Titre du tableau').fill('Fiche cas du printemps')
    await page.getByRole('button', { name: 'Ouvrir le tableau' }).click()
    await page.waitForURL(/\/tableaux\/(?!nouveau)/)
    await page.getByText('Enregistré').first().waitFor()
    await page.getByText(/Anonymat.*nom d’emprunt · une réserve/).waitFor()
    boardUrl = page.url()
    await takeScreen(page, '05-tableau-neuf-1280')
  })

  test('a participant joins on a phone with a first name, without a token in the address, and stays the same person', async () => {
    const { page } = coach
    await page.getByRole('button', { name: 'Inviter' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Pour rejoindre').selectOption({ label: 'Les Ateliers du Quai ASBL' })
    await dialog.getByLabel('En tant que').selectOption({ label: 'Participant·e' })
    await dialog.getByRole('button', { name: 'Créer l’invitation' }).click()
    const link = await dialog.getByLabel('Lien à envoyer').inputValue()
    await dialog.getByRole('img', { name: 'Code QR du lien d’invitation' }).waitFor()
    await look(page, '06-inviter')
    await page.keyboard.press('Escape')

    await nadia.page.setViewportSize({ width: 390, height: 844 })
    await nadia.page.goto(link)
    await nadia.page.getByLabel('Votre prénom').waitFor()
    expect(nadia.page.url()).not.toContain('#j')
    await takeScreen(nadia.page, '07-rejoindre-390')
    await expectAccessible(nadia.page)
    await nadia.page.getByLabel('Votre prénom').fill('Nadia')
    await nadia.page.getByRole('button', { name: 'Rejoindre' }).click()
    await nadia.page.getByText('Fiche cas du printemps').first().waitFor()
    await nadia.page.setViewportSize({ width: 1280, height: 800 })
    await nadia.page.goto(boardUrl)
    await nadia.page.getByText('Enregistré').first().waitFor()
    const before = await inPage(nadia.page, '/api/session')
    await nadia.page.reload()
    await nadia.page.getByText('Enregistré').first().waitFor()
    expect((await inPage(nadia.page, '/api/session')).body.person).toEqual(before.body.person)
  })

  test('both write the content of the scenario, each note knows its zone, and everybody sees everything', async () => {
    const writers = [coach.page, nadia.page]
    const zones = await Promise.all(writers.map((page) => openZones(page)))
    for (const [position, row] of SCENARIO_ROWS.entries()) {
      const who = position % 2
      const page = writers[who]
      const places = zones[who]
      if (!page || !places) continue
      // what stands before, another person's, has come: a place that it takes is not free
      const before = SCENARIO_ROWS.slice(0, position)
      await expect
        .poll(async () => (await notesOn(page)).length, { timeout: 10_000 })
        .toBe(before.filter(({ zoneId }) => !TEXT_ZONES.has(zoneId)).length)
      await expect
        .poll(async () => (await sheetsOn(page)).get(row.zoneId) ?? '')
        .toBe(sheetOf(row.zoneId, before))
      if (TEXT_ZONES.has(row.zoneId)) await writeParagraph(page, places, row)
      else await writeNote(page, places, row)
      await insist(page)
    }
    for (const page of writers) await page.getByText('Enregistré').first().waitFor()
    const expected = SCENARIO_ROWS.filter(({ zoneId }) => !TEXT_ZONES.has(zoneId))
      .map(({ zoneId, text }) => `${zoneId}: ${text}`)
      .sort()
    for (const page of writers)
      for (const zoneId of TEXT_ZONES)
        await expect.poll(async () => (await sheetsOn(page)).get(zoneId)).toBe(sheetOf(zoneId, SCENARIO_ROWS))
    for (const page of writers)
      await expect
        .poll(async () => (await notesOn(page)).map(({ zone, text }) => `${zone}: ${text}`).sort(), {
          timeout: 20_000,
        })
        .toEqual(expected)
    for (const page of writers)
      for (const note of await notesOn(page))
        if (note.text.length > LONG_TEXT && !LONG_WORD.test(note.text))
          expect(note.grownPx, note.text).toBeGreaterThan(0)
    await takeScreen(coach.page, '08-tableau-rempli-1280')
    await nadia.page.setViewportSize({ width: 390, height: 844 })
    await takeScreen(nadia.page, '08-tableau-rempli-390')
    // a board that stays open draws on
    await nadia.page.goto('about:blank')
  })

  test('a snapshot is named, immutable and drawn by the server', async () => {
    const { page } = coach
    await page.getByRole('button', { name: 'Instantané' }).click()
    await page.getByLabel('Nom de l’instantané').fill('Fin d’année')
    await page.getByLabel('Proposer à l’équipe').check({ force: true })
    await takeScreen(page, '09-instantane-1280')
    await page.getByRole('dialog').getByRole('button', { name: 'Prendre un instantané' }).click()
    await page.getByText('Instantané enregistré.').waitFor()
    await page.goto(`${boardUrl}/instantanes`)
    await page.getByText('Fin d’année').first().waitFor()
    await page.getByRole('img', { name: /Fin d’année/ }).waitFor()
    await look(page, '10-instantanes')
  })

  test('the editor is led through every identifier; publishing is refused until all is decided', async () => {
    const { page } = coach
    await takeTeamRoles(page)
    await page.goto(`${cohortUrl}?onglet=cas`)
    await page.getByRole('tab', { name: 'Cas' }).click()
    await page.getByRole('link', { name: 'Nouveau cas' }).first().click()
    await page.getByLabel('Fin d’année').check({ force: true })
    await page.getByLabel('Nom public').fill('Rive Nouvelle')
    await look(page, '11-nouveau-cas')
    await page.getByRole('button', { name: 'Créer le brouillon' }).click()
    await page.getByText('Noms à masquer').first().waitFor()
    caseId = page.url().split('/').at(-1) ?? ''
    for (const name of ROSTER_NAMES)
      await inPage(
        page,
        `${new URL(cohortUrl).pathname.replace('cohortes', 'api/cohorts')}/roster`,
        'POST',
        name,
      )
    await page.reload()
    await page.getByText('Noms à masquer').first().waitFor()
    await look(page, '12-cas-a-relire')
    expect((await inPage(page, `/api/cases/${caseId}/publish`, 'POST', {})).status).toBe(409)
    // absent, not greyed (S3.1)
    expect(await page.getByRole('button', { name: 'Publier' }).count()).toBe(0)
    await seeWhereItComesFrom(page, (name) => look(page, name))
    await decideInTheEditor(page)
    await decideTheRest(page, caseId)
    const tags = {
      sector: ['reemploi'],
      orgType: ['asbl'],
      size: 't2_10_49',
      projectKind: ['erp'],
      outcome: ['ou_deploye'],
    }
    expect((await inPage(page, `/api/cases/${caseId}`, 'PATCH', { tags })).status).toBe(200)
    await page.reload()
    await takeTheDrawing(page, (name) => look(page, name, { within: ['#images'] }))
  })

  test('a funder of the cohort finds nothing of the case: not in a list, nor at its address', async () => {
    const { page } = funder
    const cohortId = new URL(cohortUrl).pathname.split('/').at(-1)
    const order = { role: 'funder', scopeKind: 'cohort', scopeId: cohortId }
    await page.goto((await inPage(coach.page, '/api/invitations', 'POST', order)).body.url)
    await page.getByLabel('Votre prénom').fill('Fernande')
    await page.getByRole('button', { name: 'Rejoindre' }).click()
    await page.waitForURL((url) => !url.pathname.includes('rejoindre'))
    await page.goto(server.url)
    await page.getByRole('heading', { name: 'Vous lisez ce que tout le monde lit' }).waitFor()
    await look(page, '12f-accueil-commanditaire')
    // an address that she has from somewhere says what one that leads nowhere says
    const said: string[] = []
    for (const id of [caseId, 'x'.repeat(22)]) {
      await page.goto(`${cohortUrl}/cas/${id}`)
      await page.getByRole('alert').first().waitFor()
      said.push(await page.getByRole('main').innerText())
    }
    expect(said[0]).toBe(said[1])
    await look(page, '12g-cas-inconnu')
    await page.goto(`${server.url}/cas`)
    expect(await page.content()).not.toContain('Rive Nouvelle')
  })

  test('the organisation accepts the exact text on its phone, and somebody else reads it again', async () => {
    const { page } = coach
    await page.reload()
    await answerTheCheck(page)
    await page.getByText('Accords (0 sur 1)').waitFor()
    await look(page, '12b-cas-decide', { within: ['#checks', '#consent', '#publish'] })
    await openLinkOf(page, 'Les Ateliers du Quai ASBL')
    const answer = director.page
    await answer.getByRole('heading', { name: 'Ce texte parle de votre organisation' }).waitFor()
    await answer.getByRole('article').getByText('Rive Nouvelle').waitFor()
    const drawing = answer.getByRole('img', { name: DRAWING_ALT })
    await drawing.waitFor()
    await expect.poll(() => drawing.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0)
    expect(await answer.getByLabel('Sous un nom d’emprunt').isChecked()).toBe(true)
    expect(await answer.getByLabel('Avec notre nom').count()).toBe(0)
    await look(answer, '12c-texte-a-accepter')
    await answer.getByLabel('Votre nom').fill('Anne Lenoir')
    await answer.getByLabel('Votre fonction').fill('direction')
    await answer.getByRole('button', { name: 'J’accepte ce texte' }).click()
    await answer.getByText('Vous avez accepté').first().waitFor()
    await look(answer, '12d-texte-accepte')

    const reading = secondReader.page
    const cohortId = new URL(cohortUrl).pathname.split('/').at(-1)
    const order = { role: 'publisher', scopeKind: 'cohort', scopeId: cohortId }
    await reading.goto((await inPage(page, '/api/invitations', 'POST', order)).body.url)
    await reading.getByLabel('Votre prénom').fill('Renée')
    await reading.getByRole('button', { name: 'Rejoindre' }).click()
    await reading.waitForURL((url) => !url.pathname.includes('rejoindre'))
    await reading.goto(`${cohortUrl}/cas/${caseId}`)
    await reading.getByText('Relecture par une autre personne').waitFor()
    expect(await reading.getByRole('button', { name: 'Publier' }).count()).toBe(0)
    await look(reading, '12e-relecture', { within: ['#consent', '#second-reading', '#publish'] })
    await reading.getByRole('button', { name: 'J’ai tout relu : rien n’est reconnaissable' }).click()
    await reading.getByText('Relu, rien n’est reconnaissable.').waitFor()
  })

  test('the editor publishes', { timeout: 120_000 }, async () => {
    const { page } = coach
    await page.reload()
    await page.getByRole('button', { name: 'Publier' }).waitFor()
    await page.getByText('Accords (1 sur 1)').waitFor()
    await look(page, '13-cas-pret', { within: ['#consent', '#second-reading', '#publish'] })
    await page.getByRole('button', { name: 'Voir le journal' }).click()
    await page.getByText('Relecture : rien de reconnaissable').waitFor()
    await look(page, '13b-journal')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Publier' }).click()
    // every file and page is made, and read to its last byte: on a busy machine that is many seconds
    await page.getByText('Le cas est publié.').waitFor({ timeout: 60_000 })
    const href = await page.getByRole('link', { name: 'Lire le cas publié' }).getAttribute('href')
    slug = href?.split('/').at(-1) ?? ''
    expect(slug).not.toBe('')
  })

  test('anybody reads, finds and downloads the case without an account, and nothing in it identifies anybody', async () => {
    // what the library looks like: `library.test.ts`
    for (const path of ['/cas', '/cas?q=chauffeurs', `/cas/${slug}`]) {
      await reader.page.goto(`${server.url}${path}`)
      await reader.page.getByText('Rive Nouvelle').first().waitFor()
    }
    const drawing = reader.page.getByRole('img', { name: DRAWING_ALT })
    await drawing.scrollIntoViewIfNeeded()
    await expect.poll(() => drawing.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0)
    await takeScreen(reader.page, '14b-image-publiee')
    await look(reader.page, '14-cas-publie')
    // the funder reads now what everybody reads
    await funder.page.goto(`${server.url}/cas/${slug}`)
    expect(await funder.page.getByRole('article').innerText()).toBe(
      await reader.page.getByRole('article').innerText(),
    )
    expect(await reader.context.cookies()).toEqual([])
    for (const path of [
      `/cas/${slug}`,
      `/cas/${slug}.json`,
      `/cas/${slug}.svg`,
      '/cas',
      '/cas?q=chauffeurs',
      '/cas.json',
    ]) {
      const answer = await fetch(`${server.url}${path}`, { headers: { accept: '*/*' } })
      expect(answer.status, path).toBe(200)
      const text = folded(await answer.text())
      expect(
        FORBIDDEN_STRINGS.filter((word) => text.includes(folded(word))),
        path,
      ).toEqual([])
    }
  })

  test('the people of the cohort and its invitations are listed', async () => {
    const { page } = coach
    await page.goto(`${cohortUrl}?onglet=personnes`)
    await page.getByRole('button', { name: 'Retirer Nadia' }).waitFor()
    await look(page, '17-personnes')
    await page.getByRole('tab', { name: 'Invitations' }).click()
    await page
      .getByText(/invitations? ouvertes?/)
      .first()
      .waitFor()
    await look(page, '18-invitations')
  })

  test('somebody invited to one board goes back from it to a page that is hers', async () => {
    const boardId = new URL(boardUrl).pathname.split('/').at(-1)
    const order = { role: 'vendor', scopeKind: 'board', scopeId: boardId }
    const made = await inPage(coach.page, '/api/invitations', 'POST', order)
    const { page } = guest
    await page.goto(made.body.url)
    await page.getByLabel('Votre prénom').fill('Sacha')
    await page.getByRole('button', { name: 'Rejoindre' }).click()
    await page.waitForURL((url) => !url.pathname.includes('rejoindre'))
    await page.goto(boardUrl)
    await page.getByText('Enregistré').filter({ visible: true }).waitFor()
    await page.getByRole('link', { name: 'Retour' }).click()
    await page.getByRole('heading', { name: 'Bonjour Sacha' }).waitFor()
    await page.getByRole('link', { name: 'Fiche cas du printemps' }).waitFor()
    await look(page, '19-accueil-invitation-a-un-tableau')
  })

  test('signing out ends the session; a wrong password is said, the right one leads back', async () => {
    const { page } = coach
    await page.goto(`${server.url}/compte`)
    await page.getByText('Connecté·e avec alix@example.org').waitFor()
    await look(page, '20-compte')
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
    await page.waitForURL(/\/connexion/)
    await page.getByLabel('Adresse e-mail').waitFor()
    expect((await inPage(page, '/api/session')).body.person).toBeNull()
    await look(page, '21-connexion')
    await signIn(page, 'une autre phrase')
    await page.getByText('L’adresse ou le mot de passe ne correspond pas.').waitFor()
    await look(page, '22-mot-de-passe-errone')
    await signIn(page, 'une phrase de passe')
    await page.getByRole('heading', { name: 'Bonjour Alix' }).waitFor()
    await look(page, '23-accueil')
  })

  test('an address that leads nowhere says so and leads home', async () => {
    const { page } = coach
    await page.goto(`${server.url}/nulle-part`)
    await page.getByRole('heading', { name: 'Cette page n’existe pas' }).waitFor()
    await look(page, '24-page-inconnue')
    await page.getByRole('link', { name: 'Retour à l’accueil' }).click()
    await page.getByRole('heading', { name: 'Bonjour Alix' }).waitFor()
  })

  test('a case that the organisation withdraws by its link leaves a page that says so, and nothing else', async () => {
    const { page } = coach
    const answer = director.page
    await page.goto(`${cohortUrl}/cas/${caseId}`)
    await openLinkOf(page, 'Les Ateliers du Quai ASBL')
    await answer.getByText('Ce récit est publié avec votre accord.').waitFor()
    await answer.getByRole('button', { name: 'Retirer notre cas' }).click()
    await look(answer, '25a-retirer')
    await answer.getByRole('dialog').getByRole('button', { name: 'Retirer notre cas' }).click()
    await answer.getByText('Ce récit est retiré').waitFor()
    await look(answer, '25b-recit-retire')
    await page.reload()
    await page.getByRole('heading', { name: 'Cas retiré' }).waitFor()
    await look(page, '25-cas-retire')

    expect((await reader.page.goto(`${server.url}/cas/${slug}`))?.status()).toBe(410)
    await look(reader.page, '26-page-du-cas-retire')
    await reader.page.goto(`${server.url}/cas`)
    await look(reader.page, '27-galerie-vide')
    for (const [path, status] of [
      [`/cas/${slug}`, 410],
      [`/cas/${slug}.json`, 410],
      [`/cas/${slug}.svg`, 410],
      [`/cas/${slug}/image-1.png`, 410],
      ['/cas', 200],
      ['/cas?q=chauffeurs', 200],
      ['/cas.json', 200],
    ] as const) {
      const answer = await fetch(`${server.url}${path}`, { headers: { accept: '*/*' } })
      expect(answer.status, path).toBe(status)
      expect(await answer.text(), path).not.toContain('Rive Nouvelle')
    }
  })

  test('nothing left the server’s own origin, no page failed, and no log holds what people wrote', () => {
    for (const person of [coach, nadia, reader, guest, director, secondReader, funder]) {
      const outside = person.requests.filter(
        (url) => !/^(data|blob):/.test(url) && new URL(url).host !== new URL(server.url).host,
      )
      expect(outside).toEqual([])
      expect(person.errors).toEqual([])
    }
    // what the story itself provokes, at a second try once more, and nothing else
    expect([...new Set(coach.refusals)]).toEqual([
      `409 POST /api/cases/${caseId}/publish`,
      '401 POST /api/session',
    ])
    expect(nadia.refusals).toEqual([])
    expect([...new Set(reader.refusals)]).toEqual([`410 GET /cas/${slug}`])
    for (const person of [guest, director, secondReader]) expect(person.refusals).toEqual([])
    const refusedToHer = /^404 GET \/api\/(?:cohorts|cases)\//
    expect(funder.refusals.filter((line) => !refusedToHer.test(line))).toEqual([])
    for (const word of [
      KNOWN_SENTENCE,
      'Alix',
      'Nadia',
      'Sacha',
      'Lenoir',
      'Renée',
      'Fernande',
      'Fiche cas du printemps',
      'Rive Nouvelle',
      'Fin d’année',
      'alix@example.org',
      ...FORBIDDEN_STRINGS,
    ])
      expect(server.output()).not.toContain(word)
  })
})

/** Keeps what looks like a password, as often as it is asked: the scenario's people write one, for the editor to find. */
async function insist(page: Page): Promise<void> {
  const meant = page.getByRole('button', { name: 'C’est voulu' })
  while (await meant.isVisible()) await meant.click()
}

/** The team copies an organisation's link; whoever decides there opens it. */
async function openLinkOf(page: Page, organisation: string): Promise<void> {
  const answered = page.waitForResponse((response) => response.url().endsWith('/consent-links'))
  // told once: who has lost it is given another
  await page
    .getByRole('button', { name: new RegExp(`^(Copier le|Nouveau) lien pour ${organisation}`) })
    .click()
  const { url } = await (await answered).json()
  // another fragment of an open page is no new page
  await director.page.goto('about:blank')
  await director.page.goto(url)
  const shown = page.getByRole('dialog')
  if ((await shown.count()) > 0) await page.keyboard.press('Escape')
}

/** The administrator takes the editor's and the publisher's role too, by an invitation like anybody. */
async function takeTeamRoles(page: Page): Promise<void> {
  const cohortId = new URL(cohortUrl).pathname.split('/').at(-1)
  for (const role of ['editor', 'publisher']) {
    const made = await inPage(page, '/api/invitations', 'POST', {
      role,
      scopeKind: 'cohort',
      scopeId: cohortId,
    })
    await page.goto(made.body.url)
    await page.getByRole('button', { name: 'Rejoindre' }).click()
    await page.waitForURL((url) => !url.pathname.includes('rejoindre'))
  }
}

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByLabel('Adresse e-mail').fill('alix@example.org')
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(password)
  await page.getByRole('button', { name: 'Se connecter' }).click()
}
