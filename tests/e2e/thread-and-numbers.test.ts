import { boardRoot } from '@tablee/board'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiPerson, done, joinAsGuest, prepareWorkshop } from '../running/api.ts'
import { openBoard } from '../running/board-peer.ts'
import { expectAccessible, look, type PersonBrowser, takeScreen } from '../running/browser.ts'
import type { RunningServer } from '../running/start-server.ts'
import { openStage, type Stage } from './stage.ts'

const NEEDS = [
  'voir le plan à jour',
  'recevoir les heures une fois',
  'comprendre l’écran',
  'savoir qui est là',
]

let stage: Stage
let server: RunningServer
let coach: ApiPerson
let screen: PersonBrowser
let cohortId: string
let needs: string
let spec: string
let needIds: string[]

beforeAll(async () => {
  stage = await openStage()
  server = stage.server
  const workshop = await prepareWorkshop(server)
  coach = workshop.coach
  cohortId = workshop.cohortId
  needs = workshop.boardId
  const { organisationId } = workshop
  spec = (
    await done(coach.send('POST', '/api/boards', { cohortId, organisationId, templateId: 'needs-spec' }))
  ).id
  for (const name of ['Le Potager', 'La Scierie']) {
    const { id } = await done(coach.send('POST', `/api/cohorts/${cohortId}/organisations`, { name }))
    const order = { cohortId, organisationId: id, templateId: 'needs-macro-micro' }
    await done(coach.send('POST', '/api/boards', order))
  }
  const rows = { zoneId: 'needs', columns: ['text'], rows: NEEDS.map((text) => [text]) }
  needIds = (await done(coach.send('POST', `/api/boards/${needs}/imports/rows`, rows))).items
  const ballots = `/api/boards/${needs}/ballots`
  const { id: ballotId } = await done(coach.send('POST', ballots, { zoneId: 'needs' }))
  const [first = '', , third = ''] = needIds
  await done(coach.send('PUT', `${ballots}/${ballotId}/mine`, { votes: { [third]: 2, [first]: 1 } }))
  await done(coach.send('POST', `${ballots}/${ballotId}/close`, {}))
  screen = await stage.open(coach)
})
afterAll(() => stage?.close())

test('S2.9 the most voted needs are taken into the next board by keyboard alone, in the page without a canvas', async () => {
  const { page } = screen
  await page.goto(`${server.url}/tableaux/${spec}/plan`)
  const zone = page.locator('[data-zone="requirements"]')
  await zone.getByRole('button', { name: 'Reprendre depuis un autre tableau…' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Reprendre depuis un autre tableau' })
  const boards = dialog.getByLabel('Depuis quel tableau ?')
  await boards.selectOption({ label: 'Du macro au micro · Les Ateliers du Quai' })
  await dialog.getByRole('checkbox', { name: /recevoir les heures/ }).press('Space')
  await look(page, 'take-dialog')
  await dialog
    .getByRole('button', { name: 'Reprendre les 2 notes les plus votées de « Besoins formulés »' })
    .press('Enter')
  await expect.poll(() => dialog.isVisible()).toBe(false)
  const [best, second] = [zone.locator('[data-item]').nth(0), zone.locator('[data-item]').nth(1)]
  await expect.poll(() => best.getByRole('textbox').first().inputValue()).toBe('comprendre l’écran')
  expect(await second.getByRole('textbox').first().inputValue()).toBe('voir le plan à jour')
  // the first of them is where one goes on
  await expect.poll(() => best.evaluate((row) => row.contains(document.activeElement))).toBe(true)
  await best.getByRole('link', { name: '« Besoins formulés », Du macro au micro' }).waitFor()
  await look(page, 'taken-plan')
  await best.getByRole('link').press('Enter')
  const source = page.locator(`[data-item="${needIds[2]}"]`)
  await expect.poll(() => source.getAttribute('data-found')).toBe('')
  await expect.poll(() => source.evaluate((row) => row.contains(document.activeElement))).toBe(true)
  await source.getByText('Repris dans :').waitFor()
  await look(page, 'taken-source')
})

test('a link opens the white board at its note, whose thread is in the panel; a deleted source is flagged', async () => {
  const { page, errors } = screen
  const source = needIds[3] ?? ''
  const order = { fromBoardId: needs, itemIds: [source], zoneId: 'requirements' }
  const { items } = await done(coach.send('POST', `/api/boards/${spec}/references`, order))
  const [{ itemId }] = items
  await page.goto(`${server.url}/tableaux/${spec}#item=${encodeURIComponent(itemId)}`)
  const panel = page.locator('.board-panel')
  await panel.getByRole('link', { name: '« Besoins formulés », Du macro au micro' }).waitFor()
  await page.locator('.board-thread-mark', { hasText: 'Reprise' }).first().waitFor()
  await takeScreen(page, 'taken-canvas')
  await expectAccessible(page, { exclude: ['.tl-container'] })
  // her device keeps a copy of the source's board, which must not be taken for the board
  await page.goto(`${server.url}/tableaux/${needs}/plan#item=${encodeURIComponent(source)}`)
  await expect.poll(() => page.locator(`[data-item="${source}"]`).getAttribute('data-found')).toBe('')
  const peer = await openBoard(server, coach, needs)
  peer.doc.transact(() => boardRoot(peer.doc).delete(source))
  await peer.room.flushed()
  peer.leave()
  await page.goto(`${server.url}/tableaux/${spec}#item=${encodeURIComponent(itemId)}`)
  await panel.getByText('La source a été supprimée du tableau « Du macro au micro ».').waitFor()
  await page.locator('.board-thread-mark', { hasText: 'Source supprimée' }).waitFor()
  await takeScreen(page, 'source-gone-canvas')
  for (const view of ['', '/plan']) {
    await page.goto(`${server.url}/tableaux/${needs}${view}#item=${encodeURIComponent(source)}`)
    await page.getByText('La note que vous cherchez n’est plus sur ce tableau.').first().waitFor()
  }
  for (const view of ['plan', 'tableau']) {
    await page.goto(`${server.url}/tableaux/${spec}/${view}`)
    const said = page.locator(`[data-item="${itemId}"]`).getByText('La source a été supprimée du tableau')
    await said.waitFor()
  }
  expect(errors).toEqual([])
})

test('S2.7 a partner who signs in sees numbers of the boards, and neither a name nor a word', async () => {
  const partner = await joinAsGuest(server, coach, {
    name: 'Paule',
    role: 'partner',
    scopeKind: 'cohort',
    scopeId: cohortId,
  })
  const { page } = await stage.open(partner)
  await page.goto(server.url)
  const table = page.getByRole('table')
  await table.getByRole('row', { name: /^Ensemble/ }).waitFor()
  expect(await table.getByRole('rowheader').allTextContents()).toEqual([
    'Tableau 1',
    'Tableau 2',
    'Tableau 3',
    'Ensemble',
  ])
  await look(page, 'partner')
  const shown = await page.locator('body').innerText()
  for (const secret of [...NEEDS, 'Ateliers', 'Potager', 'Scierie']) expect(shown).not.toContain(secret)
})
