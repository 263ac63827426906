import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiPerson, done, joinAsGuest, setUp } from '../running/api.ts'
import { expectAccessible, look } from '../running/browser.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
let coach: ApiPerson
let workshop: {
  id: string
  cohort: { id: string }
  groups: { boardId: string; organisations: { id: string }[] }[]
}
/** Takes part in the first group. */
let named: ApiPerson

beforeAll(async () => {
  stage = await openStage()
  coach = await setUp(stage.server)
  await done(coach.send('POST', '/api/demo', {}))
  const { workshops } = await done(coach.get('/api/workshops'))
  workshop = await done(coach.get(`/api/workshops/${workshops[0].id}`))
  named = await joinAsGuest(stage.server, coach, {
    name: 'Nadia',
    role: 'participant',
    scopeKind: 'organisation',
    scopeId: workshop.groups[0]?.organisations[0]?.id ?? '',
  })
})
afterAll(async () => stage?.close())

const open = async (path: string, size?: 'phone'): Promise<Page> => {
  const { page } = await stage.open(coach, size)
  await page.goto(`${stage.server.url}${path}`)
  return page
}

test('on a phone a note of the plan is spoken of, help is wanted, and what is resolved leaves the count', async () => {
  const page = await open(`/tableaux/${workshop.groups[0]?.boardId}/plan`, 'phone')
  await page.locator('li[data-item] textarea').first().focus()
  await page.getByRole('button', { name: 'Commenter', exact: true }).first().click()
  const tray = page.locator('[data-comments-tray]')
  await tray.getByLabel('Votre commentaire').fill('Qui connaît un outil pour cela ? @na')
  await tray.getByRole('button', { name: '@Nadia' }).click()
  await tray.getByLabel('Je demande de l’aide').check()
  await tray.getByRole('button', { name: 'Demander de l’aide' }).click()
  await tray.getByText('1 commentaire ouvert').waitFor()
  // whom it names finds it, one click away
  const { page: hers } = await stage.open(named)
  await hers.goto(`${stage.server.url}/pour-vous`)
  await hers.getByText('Qui connaît un outil pour cela ? @Nadia').waitFor()
  await look(hers, 'comments-for-you')
  await page.getByRole('button', { name: 'Besoin d’aide', exact: true }).waitFor()
  await look(page, 'comments-plan')
  await expectAccessible(page)
  await tray.getByRole('button', { name: 'Marquer comme résolu' }).click()
  await tray.getByText('Aucun commentaire ouvert').waitFor()
  await page.keyboard.press('Escape')
  await tray.waitFor({ state: 'detached' })
})

test('a closed session gives its five files, and its open actions to the next one', async () => {
  const page = await open(`/seances/${workshop.id}`)
  await page.getByRole('heading', { name: /Synthèse/ }).waitFor()
  await page.getByRole('button', { name: 'Clôturer' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Clôturer' }).click()
  await page.getByRole('heading', { name: 'Les fichiers de la séance' }).waitFor()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^Télécharger : Compte rendu \(PDF\)/ }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^Compte rendu – .*\.pdf$/)
  await look(page, 'session-pack')
  await expectAccessible(page)

  const next = await done(
    coach.send('POST', `/api/cohorts/${workshop.cohort.id}/workshops`, {
      key: 'the-session-after-this-one',
      title: 'Intervision 5',
      startsAt: '2030-03-12T09:00:00.000Z',
      minutes: 90,
      plenaryTemplateId: 'inter-debrief',
      groupTemplateId: 'inter-peer-case',
      groups: [{ name: 'Meuse', organisationIds: [] }],
    }),
  )
  await page.goto(`${stage.server.url}/seances/${next.id}`)
  await page.getByRole('heading', { name: 'Restées ouvertes depuis la dernière fois' }).waitFor()
  await page.getByRole('button', { name: /^Poser \d+ actions? sur la plénière/ }).click()
  await page.getByText('déjà sur la plénière').first().waitFor()
})
