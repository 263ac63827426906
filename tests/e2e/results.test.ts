import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ApiPerson, done, prepareWorkshop } from '../running/api.ts'
import { look } from '../running/browser.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
let coach: ApiPerson
let boardId: string

beforeEach(async () => {
  stage = await openStage()
  const { coach: alix, cohortId, organisationId } = await prepareWorkshop(stage.server)
  coach = alix
  const order = { cohortId, organisationId, templateId: 'stake-circles' }
  boardId = (await done(coach.send('POST', '/api/boards', order))).id
  await write('core', ['text'], [['Direction'], ['Chauffeurs']])
  await write('outer', ['text'], [['Fondation']])
  await write(
    'involvement',
    ['text', 'type', 'level'],
    [
      ['Écoutés chaque mois', 'pp_travailleurs', 'involve'],
      ['Invités au bilan', 'pp_travailleurs', 'consult'],
    ],
  )
})
afterEach(() => stage?.close())

function write(zoneId: string, columns: string[], rows: string[][]) {
  return done(coach.send('POST', `/api/boards/${boardId}/imports/rows`, { zoneId, columns, rows }))
}

test('the results of a board are one step from its canvas: numbers in words, and each leads to the notes it means', async () => {
  const { page, errors } = await stage.open(coach)
  await page.goto(`${stage.server.url}/tableaux/${boardId}`)
  await page.getByRole('link', { name: 'Résultats' }).click()
  await page.getByRole('heading', { name: 'Reste ouvert' }).waitFor()
  const gaps = page.getByRole('article').filter({ hasText: 'Sans participation décidée' })
  await gaps.getByText('sur 3, sans réponse').waitFor()
  const circles = page.getByRole('article').filter({ hasText: 'Par cercle' })
  await circles.getByText('2 notes').click()
  await circles.getByRole('link', { name: 'Chauffeurs' }).waitFor()
  await look(page, 'results')
  // what is written meanwhile is counted
  await write('outer', ['text'], [['Commune']])
  await gaps.getByText('sur 4, sans réponse').waitFor()
  await gaps.getByRole('link', { name: 'Fondation' }).click()
  const note = page.locator('[data-item][data-found]')
  await note.waitFor()
  expect(await note.getByRole('textbox').first().inputValue()).toBe('Fondation')
  expect(errors).toEqual([])
})

test('A14 what was kept of a board is played from the first state to the last, by key as well', async () => {
  const keep = (name: string) => done(coach.send('POST', `/api/boards/${boardId}/snapshots`, { name }))
  await keep('Étape 1')
  await write('involved', ['text'], [['Comptabilité'], ['Accueil']])
  await keep('Étape 2')
  const { page, errors } = await stage.open(coach)
  await page.goto(`${stage.server.url}/tableaux/${boardId}/instantanes`)
  await page.getByRole('button', { name: 'Rejouer' }).click()
  const player = page.getByRole('dialog', { name: 'Le tableau au fil du temps' })
  await player.getByText('1 sur 2').waitFor()
  await player.getByRole('button', { name: 'Lecture' }).click()
  await player.getByText(/^2 sur 2 .* 2 de plus$/).waitFor()
  // it ends by itself, once the last picture is there
  await player.getByRole('button', { name: 'Lecture' }).waitFor()
  const picture = player.getByRole('img', { name: 'Image de l’instantané Étape 2' })
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  await player.getByRole('slider', { name: 'Moment' }).focus()
  await page.keyboard.press('ArrowLeft')
  await player.getByText('1 sur 2').waitFor()
  await look(page, 'replay')
  expect(errors).toEqual([])
})
