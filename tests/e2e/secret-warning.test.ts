import { afterAll, beforeAll, expect, test } from 'vitest'
import { joinAsGuest, prepareWorkshop, setUp } from '../running/api.ts'
import { expectAccessible, look, type PersonBrowser, takeScreen } from '../running/browser.ts'
import { notesOn, openZones, reachEditor, writeNote } from './on-canvas.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
/** Coaches on the white board. */
let alix: PersonBrowser
/** Writes in the plan, on a phone. */
let nadia: PersonBrowser
let boardUrl = ''

beforeAll(async () => {
  stage = await openStage()
  const coach = await setUp(stage.server)
  const { boardId, organisationId } = await prepareWorkshop(stage.server, coach)
  const guest = await joinAsGuest(stage.server, coach, {
    name: 'Nadia',
    role: 'participant',
    scopeKind: 'organisation',
    scopeId: organisationId,
  })
  alix = await stage.open(coach)
  nadia = await stage.open(guest, 'phone')
  boardUrl = `${stage.server.url}/tableaux/${boardId}`
  await alix.page.goto(boardUrl)
})
afterAll(() => stage?.close())

const SECRET = 'Quai2022!'
const notice = ({ page }: PersonBrowser) =>
  page.getByRole('alert').filter({ hasText: 'Vous seul·e voyez ce message.' })

/** The first byte of a message of the boards' protocol that says where somebody's cursor is. */
const AWARENESS = 1

test('R58 a password is signalled to its writer alone: no frame and no request more, the neighbour sees nothing', async () => {
  const { page } = nadia
  const written: number[] = []
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      if (typeof payload !== 'string' && payload[0] !== AWARENESS) written.push(payload.length)
    }),
  )
  await page.goto(`${boardUrl}/plan`)
  const field = page.locator('[data-zone="macro"] [data-new-item] textarea')
  const write = async (text: string) => {
    await field.focus()
    await page.keyboard.insertText(text)
    await page.keyboard.press('Control+Enter')
    await page.locator('.board-saved[data-state="saved"]').waitFor()
  }
  const onCanvas = async () => (await notesOn(alix.page)).map(({ text }) => text)
  await reachEditor(alix.page)
  // the part that looks is fetched with the first words that somebody writes, whatever they are, and its own
  // words with it; the others some seconds after the page opened
  await write('Le planning change tous les lundis')
  for (const part of ['/SecretNotice-', '/secrets-', '/CommentsButton-', '/ClosedNotice-'])
    await expect.poll(() => nadia.requests.some((url) => url.includes(part))).toBe(true)
  await page.evaluate(async () => document.fonts.ready)
  const requests = nadia.requests.length
  await write(`Démo : mdp ${SECRET} et puis`)
  await expect.poll(onCanvas).toContain(`Démo : mdp ${SECRET} et puis`)
  const frames = written.length
  await notice(nadia).getByText(SECRET).waitFor()
  await look(page, 'secret-plan-390')
  await expectAccessible(page)
  expect(nadia.requests.slice(requests)).toEqual([])
  expect(written).toHaveLength(frames)
  expect(await notice(alix).count()).toBe(0)

  // by keyboard: erased for everybody
  await notice(nadia).getByRole('button', { name: 'Effacer' }).press('Enter')
  await notice(nadia).waitFor({ state: 'hidden' })
  await expect.poll(onCanvas).toContain('Démo : mdp et puis')
  expect(nadia.requests.slice(requests)).toEqual([])
})

test('R58 on the canvas too, and what is meant is not said again', async () => {
  await writeNote(alix.page, await openZones(alix.page), { zoneId: 'clusters', text: 'NISS 85.07.30-033.28' })
  await notice(alix).getByText('85.07.30-033.28').waitFor()
  await takeScreen(alix.page, 'secret-canvas-1280')
  // the canvas' own bars are not ours to judge
  await expectAccessible(alix.page, { exclude: ['.tl-container'] })
  await notice(alix).getByRole('button', { name: 'C’est voulu' }).click()
  await notice(alix).waitFor({ state: 'hidden' })
  await nadia.page.locator('[data-zone="clusters"] [data-item]').waitFor()
  expect(await notice(nadia).count()).toBe(0)
})

test('R58 in a comment before it is sent, however fast: its writer erases it, or sends it a second time', async () => {
  const { page } = nadia
  await page.locator('li[data-item] textarea').first().focus()
  await page.getByRole('button', { name: 'Commenter', exact: true }).first().click()
  const tray = page.locator('[data-comments-tray]')
  const field = tray.getByLabel('Votre commentaire')
  await field.focus()
  await page.keyboard.insertText('le code wifi c’est Bambou77')
  await page.keyboard.press('Control+Enter')
  await tray.getByText('« Bambou77 »').waitFor()
  await takeScreen(page, 'secret-comment-390')
  await expectAccessible(page)
  await tray.getByText('Aucun commentaire ouvert').waitFor()
  await notice(nadia).getByRole('button', { name: 'Effacer' }).press('Enter')
  await expect.poll(() => field.inputValue()).toBe('le code wifi c’est')
  await page.keyboard.insertText(' chez Alix')
  await page.keyboard.press('Control+Enter')
  await tray.getByText('1 commentaire ouvert').waitFor()
  await expect.poll(() => field.inputValue()).toBe('')
})
