import { type BoardContent, boardRoot, decodeRecord, metaRoot, methodOf, readContent } from '@tablee/board'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ApiPerson, done, joinAsGuest, prepareWorkshop, setUp } from '../running/api.ts'
import { type BoardPeer, openBoard } from '../running/board-peer.ts'
import { type PersonBrowser, takeScreen } from '../running/browser.ts'
import type { RunningServer } from '../running/start-server.ts'
import { openZones, reachEditor, writeNote, writeParagraph, type Zones } from './on-canvas.ts'
import { openStage, type Stage } from './stage.ts'

/** Space around a zone so that no panel lies over it, in px. */
const BESIDE_PANEL_PX = 360
/** Most presses of Tab from one field to the next thing that is wanted. */
const TABS_MAX = 30

const text = (word: string) => ({ fr: word, nl: word, en: word })
const named = (id: string, label: string) => ({ id, label: text(label) })

/** One zone of every kind; each label begins with a letter of its own. */
const KINDS: readonly { id: string; label: string; kind: string; options: object }[] = [
  { id: 'ideas', label: 'Idées', kind: 'sticky', options: {} },
  { id: 'shelf', label: 'Réserve', kind: 'list', options: {} },
  {
    id: 'needs',
    label: 'Besoins',
    kind: 'row',
    options: {
      cols: [
        { id: 'need', label: text('Besoin'), type: 'text', required: true },
        { id: 'who', label: text('Qui'), type: 'choice', set: 'yes_no' },
        { id: 'cost', label: text('Coût'), type: 'number' },
      ],
    },
  },
  {
    id: 'steps',
    label: 'Jalons',
    kind: 'date',
    options: {
      cols: [
        { id: 'step', label: text('Jalon'), type: 'text', required: true },
        { id: 'when', label: text('Quand'), type: 'date' },
      ],
    },
  },
  { id: 'why', label: 'Pourquoi', kind: 'text', options: {} },
  { id: 'links', label: 'Liens', kind: 'link', options: { from: 'ideas', to: 'shelf' } },
  {
    id: 'maturity',
    label: 'Maturité',
    kind: 'score',
    options: { scale: { min: 0, max: 4 }, perRespondent: true, items: [named('tools', 'Outils')] },
  },
  {
    id: 'choice',
    label: 'Vote',
    kind: 'vote',
    options: { choices: [named('yes', 'Oui'), named('no', 'Non'), named('other', 'Autrement')] },
  },
]

let stage: Stage
let server: RunningServer
let coach: ApiPerson
let guest: ApiPerson
let place: { cohortId: string; organisationId: string }
let templateId = ''
let nadia: PersonBrowser
/** The board of the test that runs: as the server has it, and its two ballots by zone. */
let boardId = ''
let onServer: BoardPeer
let ballots: Record<string, string> = {}

beforeAll(async () => {
  stage = await openStage()
  server = stage.server
  coach = await setUp(server)
  const { cohortId, organisationId } = await prepareWorkshop(server, coach)
  place = { cohortId, organisationId }
  templateId = await publishMethod()
  guest = await joinAsGuest(server, coach, {
    name: 'Nadia',
    role: 'participant',
    scopeKind: 'organisation',
    scopeId: organisationId,
  })
})
beforeEach(async () => {
  const board = await done(coach.send('POST', '/api/boards', { ...place, templateId }))
  boardId = board.id
  onServer = await openBoard(server, coach, boardId)
  const open = async (zoneId: string) =>
    (await done(coach.send('POST', `/api/boards/${boardId}/ballots`, { zoneId }))).id
  ballots = { maturity: await open('maturity'), choice: await open('choice') }
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await takeScreen(nadia.page, 'failed-every-kind')
  expect(nadia.errors).toEqual([])
  await nadia.context.close()
  onServer.leave()
})
afterAll(() => stage?.close())

describe.sequential('every kind of zone takes content', () => {
  test('by mouse, on the canvas', async () => {
    nadia = await stage.open(guest)
    const { page } = nadia
    await page.goto(`${server.url}/tableaux/${boardId}`)
    await page.locator('.board-saved[data-state="saved"]').waitFor()
    const zones = await openZones(page)
    for (const [zoneId, word] of [
      ['ideas', 'Idée'],
      ['shelf', 'Portail'],
      ['needs', 'voir le plan'],
      ['steps', 'Lancement'],
    ] as const)
      await writeNote(page, zones, { zoneId, text: word })
    await writeParagraph(page, zones, { zoneId: 'why', text: 'Mieux servir.' })
    // a row: its cells beside the board
    await clickNote(page, 'voir le plan')
    await page.getByRole('combobox', { name: /^Qui/ }).click()
    await page.getByRole('option').first().click()
    await page.getByLabel(/^Coût/).click()
    await page.keyboard.type('12')
    await clickNote(page, 'Lancement')
    await page.getByLabel(/^Quand/).click()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('mars 2027')
    await page.keyboard.press('Enter')
    // an arrow from note to note; the fields beside the board go first
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.locator('.board-fields').waitFor({ state: 'detached' })
    await look(page, zones, ['ideas', 'shelf'])
    await page.getByRole('button', { name: 'Plus d’outils' }).click()
    await page.getByTestId('tools.arrow').click()
    const [from, to] = [await centreOf(page, 'Idée'), await centreOf(page, 'Portail')]
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(to.x, to.y, { steps: 8 })
    await page.mouse.up()
    for (const [zoneId, answer] of [
      ['maturity', '3'],
      ['choice', 'Oui'],
    ] as const) {
      await look(page, zones, [zoneId], BESIDE_PANEL_PX)
      await page.locator(`.board-zone[aria-label="${labelOf(zoneId)}"] .board-zone__ballot`).click()
      await page.locator('.board-panel--ballot label', { hasText: answer }).click()
    }
    await expectWritten({ who: 'yes', cost: 12, when: '2027-03', score: 3, choice: 'yes' })
  })

  test('by keyboard only, on the plan', async () => {
    nadia = await stage.open(guest)
    const { page } = nadia
    await openPlan(page)
    const { keyboard } = page
    await tabTo(page, page.getByRole('combobox', { name: 'Aller à une zone…' }))
    await keyboard.press('i')
    const into = (zoneId: string, field: string) =>
      tabTo(page, page.locator(`[data-zone="${zoneId}"] ${field}`).first())
    const note = '[data-new-item] textarea'
    await into('ideas', note)
    await keyboard.type('Idée')
    await keyboard.press('Control+Enter')
    await into('shelf', note)
    await keyboard.type('Portail')
    await keyboard.press('Control+Enter')
    await into('needs', note)
    await keyboard.type('voir le plan')
    await tabTo(page, page.getByLabel('Qui', { exact: true }))
    await keyboard.type('non')
    await tabTo(page, page.getByLabel('Coût', { exact: true }))
    await keyboard.type('13')
    await keyboard.press('Control+Enter')
    await into('steps', note)
    await keyboard.type('Lancement')
    await tabTo(page, page.getByLabel('Quand', { exact: true }))
    await keyboard.type('avril 2027')
    await keyboard.press('Control+Enter')
    await into('why', 'textarea')
    await keyboard.type('Mieux servir.')
    await into('links', 'select')
    await keyboard.type('Id')
    await tabTo(page, page.locator('[data-zone="links"] select').last())
    await keyboard.type('Po')
    await tabTo(page, page.getByRole('button', { name: 'Relier' }))
    await keyboard.press('Enter')
    await into('maturity', 'input[type="radio"]')
    await keyboard.press('ArrowRight')
    await keyboard.press('ArrowRight')
    await into('choice', 'input[type="radio"]')
    await keyboard.press('ArrowDown')
    await expectWritten({ who: 'no', cost: 13, when: '2027-04', score: 2, choice: 'no' })
  })

  test('by finger, on a phone', async () => {
    nadia = await stage.open(guest, 'phone')
    const { page } = nadia
    await openPlan(page)
    const zone = (zoneId: string) => page.locator(`[data-zone="${zoneId}"]`)
    const write = async (zoneId: string, words: string) => {
      await zone(zoneId).locator('[data-new-item] textarea').tap()
      await page.keyboard.insertText(words)
    }
    const add = (zoneId: string) => zone(zoneId).getByRole('button', { name: 'Ajouter', exact: true }).tap()
    const fill = async (label: string, words: string) => {
      await page.getByLabel(label, { exact: true }).tap()
      await page.keyboard.insertText(words)
    }
    await write('ideas', 'Idée')
    await add('ideas')
    await write('shelf', 'Portail')
    await add('shelf')
    await write('needs', 'voir le plan')
    await fill('Qui', 'oui')
    await fill('Coût', '14')
    await takeScreen(page, 'every-kind-phone')
    await add('needs')
    await write('steps', 'Lancement')
    await fill('Quand', 'mai 2027')
    await add('steps')
    await zone('why').locator('textarea').tap()
    await page.keyboard.insertText('Mieux servir.')
    await zone('links').locator('select').first().selectOption({ label: 'Idée' })
    await zone('links').locator('select').last().selectOption({ label: 'Portail' })
    await page.getByRole('button', { name: 'Relier' }).tap()
    await zone('maturity').locator('label', { hasText: '4' }).tap()
    await zone('choice').locator('label', { hasText: 'Autrement' }).tap()
    const widthPx = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0)
    expect(widthPx).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0)
    await expectWritten({ who: 'yes', cost: 14, when: '2027-05', score: 4, choice: 'other' })
  })
})

/** What a person wrote in all eight zones, as the server has it: five on the board, two as her ballots. */
async function expectWritten(of: { who: string; cost: number; when: string; score: number; choice: string }) {
  const told = () => {
    const { zones } = contentOf(onServer)
    const part = (id: string) => zones.find(({ zone }) => zone.id === id)
    const titles = (id: string) => part(id)?.items.map(({ title }) => title)
    const cells = (id: string) => part(id)?.items[0]?.cells ?? {}
    const [link] = part('links')?.links ?? []
    const idOf = (id: string) => part(id)?.items[0]?.id
    return {
      ideas: titles('ideas'),
      shelf: titles('shelf'),
      needs: titles('needs'),
      cells: cells('needs'),
      steps: titles('steps'),
      when: cells('steps')['when'],
      why: part('why')?.sheet?.text,
      isLinked: link?.from === idOf('ideas') && link?.to === idOf('shelf'),
    }
  }
  await expect.poll(told).toMatchObject({
    ideas: ['Idée'],
    shelf: ['Portail'],
    needs: ['voir le plan'],
    cells: { who: { kind: 'term', id: of.who }, cost: { kind: 'number', value: of.cost } },
    steps: ['Lancement'],
    when: { kind: 'date', date: of.when },
    why: 'Mieux servir.',
    isLinked: true,
  })
  const mine = async (zoneId: string) =>
    (await done(guest.get(`/api/boards/${boardId}/ballots/${ballots[zoneId]}/mine`))).votes
  await expect.poll(() => mine('maturity')).toEqual({ tools: of.score })
  await expect.poll(() => mine('choice')).toEqual({ [of.choice]: 1 })
}

function contentOf({ doc }: BoardPeer): BoardContent {
  const method = methodOf(doc)
  if (!method) throw new Error('the board has its method')
  const records = [...boardRoot(doc).values()].flatMap((map) => decodeRecord(map) ?? [])
  const byId = new Map(records.map((record) => [record.id, record]))
  return readContent({ records: byId, method, facts: metaRoot(doc), lang: 'fr' })
}

async function publishMethod(): Promise<string> {
  const { programmes } = await done(coach.get('/api/programmes'))
  const own = await done(
    coach.send('POST', '/api/own-templates', {
      programmeId: programmes[0].id,
      title: 'Toutes les sortes',
      lang: 'fr',
      from: null,
      family: 'needs',
    }),
  )
  const draft = {
    ...own.draft,
    title: text('Toutes les sortes'),
    purpose: text('Écrire de toutes les façons'),
    when: text('Pour essayer'),
    durationMin: 10,
    groupSize: { min: 1, max: 20 },
    steps: [{ minutes: 10, mode: 'group', title: text('Écrire'), instruction: text('Écrivez.') }],
    zones: KINDS.map(({ id, label, kind, options }, at) => ({
      id,
      label: text(label),
      prompt: text('Une question à laquelle on répond.'),
      kind,
      grid: { x: (at % 2) * 6, y: Math.floor(at / 2) * 3, w: 6, h: 3 },
      options,
      feeds: null,
    })),
  }
  const saved = await done(
    coach.send('PUT', `/api/own-templates/${own.id}/draft`, {
      revision: own.revision,
      draft,
      licence: 'CC0',
      credits: '',
    }),
  )
  await done(coach.send('POST', `/api/own-templates/${own.id}/publish`, { revision: saved.revision }))
  return own.id
}

function labelOf(zoneId: string): string {
  return KINDS.find(({ id }) => id === zoneId)?.label ?? ''
}

async function openPlan(page: Page): Promise<void> {
  await page.goto(`${server.url}/tableaux/${boardId}/plan`)
  await page.locator('.board-saved[data-state="saved"]').waitFor()
  await page.locator('[data-zone="choice"] input[type="radio"]').first().waitFor()
}

/** Goes from field to field until this one has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  const isThere = () => wanted.evaluate((element) => element === document.activeElement)
  for (let press = 0; press < TABS_MAX; press += 1) {
    if (await isThere()) return
    await page.keyboard.press('Tab')
  }
  expect(await isThere(), String(wanted)).toBe(true)
}

async function look(page: Page, zones: Zones, zoneIds: readonly string[], inset = 60): Promise<void> {
  const boxes = zoneIds.flatMap((id) => zones.get(id) ?? [])
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  const w = Math.max(...boxes.map((box) => box.x + box.w)) - x
  const h = Math.max(...boxes.map((box) => box.y + box.h)) - y
  await page.evaluate(
    ({ box, inset }) => {
      window.editor.zoomToBounds(box, { inset })
    },
    { box: { x, y, w, h }, inset },
  )
}

async function centreOf(page: Page, words: string): Promise<{ x: number; y: number }> {
  const at = await page.evaluate((wanted) => {
    const { editor } = window
    const note = editor
      .getCurrentPageShapes()
      .find((shape) => shape.type === 'note' && editor.getShapeUtil(shape).getText(shape) === wanted)
    if (!note) throw new Error(wanted)
    return editor.pageToViewport({ x: note.x + 100, y: note.y + 60 })
  }, words)
  const box = await page.locator('.tl-container').boundingBox()
  return { x: (box?.x ?? 0) + at.x, y: (box?.y ?? 0) + at.y }
}

/** Brings a note into the middle and clicks on it: it is selected, and its cells are beside the board. */
async function clickNote(page: Page, words: string): Promise<void> {
  await reachEditor(page)
  await page.evaluate((wanted) => {
    const { editor } = window
    const note = editor
      .getCurrentPageShapes()
      .find((shape) => shape.type === 'note' && editor.getShapeUtil(shape).getText(shape) === wanted)
    if (note) editor.zoomToBounds({ x: note.x - 400, y: note.y - 200, w: 1000, h: 640 }, { inset: 0 })
  }, words)
  const at = await centreOf(page, words)
  await page.mouse.click(at.x, at.y)
}
