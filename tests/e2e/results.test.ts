import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiPerson, done, prepareWorkshop } from '../running/api.ts'
import { look } from '../running/browser.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
let coach: ApiPerson
let boardId: string

beforeAll(async () => {
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
afterAll(() => stage?.close())

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
