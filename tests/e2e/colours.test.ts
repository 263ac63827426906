import { addItems } from '@tablee/board/edit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ApiPerson, prepareWorkshop } from '../running/api.ts'
import { openBoard } from '../running/board-peer.ts'
import { expectAccessible, takeScreen } from '../running/browser.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
let coach: ApiPerson
let boardId: string

beforeEach(async () => {
  stage = await openStage()
  const prepared = await prepareWorkshop(stage.server)
  coach = prepared.coach
  boardId = prepared.boardId
  const peer = await openBoard(stage.server, coach, boardId)
  const note = (text: string, colour: string) => ({ zoneId: 'macro', text, colour })
  addItems({ doc: peer.doc, by: peer.actorId, role: 'coach' }, [
    note('On manque de temps', 'light-red'),
    note('L’équipe est soudée', 'light-green'),
    note('Trop de papier', 'light-red'),
  ])
  await peer.room.flushed()
  peer.leave()
})
afterEach(() => stage?.close())

test('A18 colours are named on the canvas, leave the others pale there, and narrow a table down', async () => {
  const { page, errors } = await stage.open(coach)
  await page.goto(`${stage.server.url}/tableaux/${boardId}`)
  const note = (text: string) => page.locator('[data-shape-type="note"]').filter({ hasText: text })
  await note('Trop de papier').waitFor()
  await page.locator('.tl-canvas').focus()
  await page.keyboard.press('n')
  await page.getByRole('button', { name: 'Nommer les couleurs' }).click()
  await page.getByLabel('Ce que veut dire la couleur Rose').fill('Freins')
  await page.getByLabel('Ce que veut dire la couleur Vert clair').fill('Leviers')
  await page.getByRole('button', { name: 'Terminé' }).click()
  const legend = page.getByRole('region', { name: 'Couleurs' })
  const brakes = legend.getByRole('button', { name: 'Freins 2 notes' })
  await legend.getByRole('button', { name: 'Leviers 1 note' }).waitFor()
  await brakes.click()
  const pale = (text: string) =>
    note(text)
      .locator('[data-note-colour] > *')
      .first()
      .evaluate((part) => Number(getComputedStyle(part).opacity) < 1)
  await expect.poll(() => pale('L’équipe est soudée')).toBe(true)
  expect(await pale('Trop de papier')).toBe(false)
  await takeScreen(page, 'colours-1280')
  // what tldraw draws is looked at elsewhere
  await expectAccessible(page, { exclude: ['.tl-container'] })

  await page.goto(`${stage.server.url}/tableaux/${boardId}/tableau?zone=macro`)
  await page.getByLabel('Couleur').selectOption('Freins')
  await page.getByText('2 lignes sur 3').waitFor()
  await page
    .getByRole('link', { name: 'Plan' })
    .or(page.getByRole('button', { name: 'Plan' }))
    .first()
    .click()
  await page.locator('[data-item]').filter({ hasText: 'Leviers' }).waitFor()
  expect(errors).toEqual([])
})
