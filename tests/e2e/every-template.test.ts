import {
  ballotKind,
  type ColumnDefinition,
  columnScale,
  hasSheet,
  laneSource,
  type Method,
  mainColumn,
  scalePoints,
  type ZoneDefinition,
} from '@tablee/board'
import { TEMPLATES, templateMethod } from '@tablee/templates'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ApiPerson, done, prepareWorkshop, setUp } from '../running/api.ts'
import { findViolations } from '../running/axe.ts'
import { type PersonBrowser, SIZES, takeScreen } from '../running/browser.ts'
import { boardsToFill } from './boards-to-fill.ts'
import { fingerHands, type Hands, keyboardHands } from './filling-hands.ts'
import { openStage, type Stage } from './stage.ts'
import { expectExported, nothingWritten, type Told, type Written } from './told-boards.ts'

/** The narrowest screen that everything has to fit on, in px. */
const NARROW = { width: 360, height: 780 }
const METHODS = TEMPLATES.map((template) => templateMethod(template))
/**
 * Those that are filled by hand. Between them every form is met that any method has; that every zone of every method takes
 * its content through the same functions is told by `tests/collaboration/every-method.test.ts`.
 */
const FILLED = boardsToFill(METHODS)

let stage: Stage
let coach: ApiPerson
let place = { cohortId: '', organisationId: '' }
let alix: PersonBrowser
const filled: Written[] = []

beforeAll(async () => {
  stage = await openStage()
  coach = await setUp(stage.server)
  const { cohortId, organisationId } = await prepareWorkshop(stage.server, coach)
  place = { cohortId, organisationId }
  alix = await stage.open(coach, 'phone')
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await takeScreen(alix.page, 'failed-every-template')
})
afterAll(() => stage?.close())

describe.sequential('every form of zone that a method has takes content, each cell by its own field', () => {
  test.each(METHODS)(
    'every zone has its own field, and none reaches beside a narrow screen: $id',
    async (method) => {
      await alix.page.setViewportSize(NARROW)
      await openPlan(method)
      for (const zone of method.zones) {
        const field = fieldOf(zone)
        if (field === null) continue
        const there = await alix.page.locator(`${inZone(zone.id)} ${field}`).count()
        expect(there, zone.id).toBeGreaterThan(0)
      }
      expect(await overhang(alix.page)).toBe(0)
      await alix.page.setViewportSize(SIZES.phone)
    },
  )

  test.each(FILLED)('by keyboard only: $id', async (method) => {
    filled.push(await fillBoard(method, keyboardHands(alix.page)))
    await alix.page.setViewportSize(NARROW)
    expect(await overhang(alix.page), 'nothing beside the screen').toBe(0)
    await alix.page.setViewportSize(SIZES.phone)
  })

  test.each(FILLED)('by finger: $id', async (method) => {
    filled.push(await fillBoard(method, fingerHands(alix.page)))
  })

  test('and the server’s export says the same, cell by cell', async () => {
    await expectExported(filled, { url: stage.server.url, person: coach, cohortId: place.cohortId })
    expect(alix.errors).toEqual([])
  })

  test('and what was voted and scored is the voter’s', async () => {
    for (const { boardId, votes } of filled)
      for (const { zoneId, ballotId } of votes) {
        const mine = await done(coach.get(`/api/boards/${boardId}/ballots/${ballotId}/mine`))
        expect(Object.keys(mine.votes), zoneId).toHaveLength(1)
      }
  })

  test.each([
    [0, 'fr-BE'],
    [1, 'nl-BE'],
    [2, 'en-GB'],
  ] as const)('a filled plan fits 360 px and axe finds nothing: %i, in %s', async (at, lang) => {
    const { page, context } = await stage.open(coach, 'phone', lang)
    await page.setViewportSize(NARROW)
    const board = filled[at]
    await page.goto(`${stage.server.url}/tableaux/${board?.boardId}/plan`)
    await page.locator('.board-saved[data-state="saved"]').waitFor()
    await takeScreen(page, `every-template-${lang}`)
    expect(await overhang(page)).toBe(0)
    expect(await findViolations(page, {})).toEqual([])
    await context.close()
  })
})

/** How far the page reaches beside the screen, in px. */
function overhang(page: Page): Promise<number> {
  return page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - window.innerWidth)
}

/** Opens the plan of a new board of the method. @returns the board's id */
async function openPlan(method: Method): Promise<string> {
  const { id: boardId } = await done(coach.send('POST', '/api/boards', { ...place, templateId: method.id }))
  const { page } = alix
  await page.goto(`${stage.server.url}/tableaux/${boardId}/plan`)
  await page.locator('.board-saved[data-state="saved"]').waitFor()
  await page.locator(inZone(method.zones.at(-1)?.id ?? '')).waitFor({ state: 'attached' })
  return boardId
}

/** Where one begins to fill a zone; null where that is offered only while a ballot is open. */
function fieldOf(zone: ZoneDefinition): string | null {
  if (hasSheet(zone)) return '.light-sheet textarea'
  if (zone.kind === 'link') return '.light-newlink select'
  if (zone.kind === 'vote' || (zone.kind === 'score' && !zone.options.axes)) return null
  return '[data-new-item]'
}

async function fillBoard(method: Method, hands: Hands): Promise<Written> {
  const boardId = await openPlan(method)
  const written = nothingWritten(boardId)
  const { page } = alix
  for (const zone of method.zones) {
    if (hasSheet(zone)) {
      await hands.write(`${inZone(zone.id)} .light-sheet textarea`, wordFor(zone))
      written.sheets.set(zone.id, wordFor(zone))
    } else if (zone.kind === 'link') await drawLink(zone, method, { hands, written })
    else if (zone.kind !== 'vote' && (zone.kind !== 'score' || zone.options.axes)) {
      const rows: Record<string, Told>[] = []
      // an arrow within one zone needs two notes there, and so does a cell that names a note when there is no other
      const isTwice =
        method.zones.some(({ options }) => options.from === zone.id && options.to === zone.id) ||
        namesItself(zone, written)
      for (let at = 0; at < (isTwice ? 2 : 1); at += 1)
        rows.push(
          await addRow(zone, method, { hands, at, page, isFirst: written.rows.size === 0 && at === 0 }),
        )
      written.rows.set(zone.id, rows)
    }
    if (ballotKind(zone) !== null) written.votes.push(await vote(boardId, zone, { hands, page }))
  }
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  await page.locator('.board-saved[data-state="saved"]').waitFor()
  return written
}

/** Whether its cells name another note and there is none yet. */
function namesItself(zone: ZoneDefinition, written: Written): boolean {
  return written.rows.size === 0 && (zone.options.cols ?? []).some(({ type }) => type === 'link')
}

/** A note with all its cells; one without a text begins with them. @returns what its cells have to say */
async function addRow(
  zone: ZoneDefinition,
  method: Method,
  { hands, at, page, isFirst }: { hands: Hands; at: number; page: Page; isFirst: boolean },
): Promise<Record<string, Told>> {
  const field = `${inZone(zone.id)} [data-new-item]`
  const add = `${field} .light-button--main`
  const main = mainColumn(zone)
  const columns = (zone.options.cols ?? []).filter(({ id }) => id !== main?.id)
  const text = columns.length > 0 && !main ? '' : `${wordFor(zone)} ${at + 1}`
  const told: Record<string, Told> = { text: { kind: 'text', value: text } }
  if (laneSource(method, zone)) {
    // items that name lanes have their slot from the server
    await page.locator(`${field} select`).first().waitFor()
    await hands.choose(`${field} select`, 0)
  }
  if (text === '') await hands.press(add)
  else await hands.write(`${field} textarea`, text)
  if (main) told[main.id] = { kind: 'text', value: text }
  if (columns.length > 0) await page.locator(`${field} .light-cells`).waitFor()
  for (const [column, definition] of columns.entries()) {
    const cell = `${field} .light-cells > :nth-child(${column + 1})`
    const value = await fillCell(cell, { zone, column: definition, method, hands, isFirst })
    if (value) told[definition.id] = value
  }
  await hands.finish(add)
  await page.locator(`${inZone(zone.id)} [data-new-item=""], ${inZone(zone.id)} .light-full`).waitFor()
  return told
}

async function fillCell(
  cell: string,
  of: { zone: ZoneDefinition; column: ColumnDefinition; method: Method; hands: Hands; isFirst: boolean },
): Promise<Told | null> {
  const { zone, column, method, hands, isFirst } = of
  switch (column.type) {
    case 'vote':
      return null
    case 'text': {
      const value = `${wordFor(zone)} ${column.id}`
      await hands.write(`${cell} textarea`, value)
      return { kind: 'text', value }
    }
    case 'choice': {
      const term = method.sets.find(({ id }) => id === column.set)?.terms.at(-1)
      if (!term) throw new Error(`${zone.id}.${column.id} offers nothing`)
      await hands.write(`${cell} input`, term.label.fr)
      return { kind: 'term', value: term.id }
    }
    case 'date':
      await hands.write(`${cell} input`, 'mars 2027')
      return { kind: 'date', value: '2027-03' }
    case 'number':
      await hands.write(`${cell} input`, '90')
      return { kind: 'number', value: 90 }
    case 'score': {
      const scale = columnScale(zone, column)
      const points = scale && scalePoints(scale)
      if (!points) throw new Error(`${zone.id}.${column.id} has no points`)
      await hands.point(cell, points[0] === 0 ? 0 : 2)
      return { kind: 'number', value: points[0] === 0 ? 0 : (points[2] ?? null) }
    }
    case 'link': {
      // there is no other note to name yet
      if (isFirst) return { kind: 'empty', value: null }
      const value = await hands.choose(`${cell} select`, 0)
      expect(value, `${zone.id}.${column.id}`).toMatch(/^shape:/)
      return { kind: 'item', value }
    }
  }
}

async function drawLink(
  zone: ZoneDefinition,
  method: Method,
  { hands, written }: { hands: Hands; written: Written },
): Promise<void> {
  const form = `${inZone(zone.id)} .light-newlink`
  const terms = method.sets.find(({ id }) => id === zone.options.label)?.terms ?? []
  expect(terms.length, zone.id).toBeGreaterThan(1)
  await hands.choose(`${form} label:nth-of-type(1) select`, 0)
  const term = await hands.choose(`${form} label:nth-of-type(2) select`, 1)
  await hands.choose(`${form} label:nth-of-type(3) select`, 0)
  await hands.press(`${form} button`)
  expect(term, zone.id).toBe(terms[1]?.id)
  written.links.set(zone.id, term)
}

/** Opens the zone's ballot, and gives one voice, dot or score as whoever fills the board. */
async function vote(
  boardId: string,
  zone: ZoneDefinition,
  { hands, page }: { hands: Hands; page: Page },
): Promise<{ zoneId: string; ballotId: string }> {
  const { id: ballotId } = await done(
    coach.send('POST', `/api/boards/${boardId}/ballots`, { zoneId: zone.id }),
  )
  const ballot = `${inZone(zone.id)} .light-ballot`
  const isDots = ballotKind(zone) === 'dots'
  const first = isDots ? `${ballot} [role="group"] button:last-child` : `${ballot} fieldset`
  await page.locator(first).first().waitFor()
  const cast = page.waitForResponse(
    (answer) => answer.url().endsWith('/mine') && answer.request().method() === 'PUT',
  )
  if (isDots) await hands.press(first)
  else await hands.point(first, 0)
  await cast
  return { zoneId: zone.id, ballotId }
}

const inZone = (id: string) => `[data-zone="${id}"]`
const wordFor = ({ id }: ZoneDefinition) => `Mot ${id}`
