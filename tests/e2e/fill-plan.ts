import { ballotKind, hasSheet, laneSource, type Method, mainColumn, type ZoneDefinition } from '@tablee/board'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { type CellHands, fillCell } from './fill-cell.ts'
import type { Hands } from './filling-hands.ts'
import { nothingWritten, type Told, type Written } from './told-boards.ts'
import { notesFor, tellZone, type Way, wordFor } from './what-to-fill.ts'

/** How a plan is filled. */
export interface PlanFilling {
  page: Page
  boardId: string
  method: Method
  /** What fills it, and how that is called. */
  hands: Hands
  way: Way
  /** Opens the vote of a zone. @returns its id */
  openBallot(zoneId: string): Promise<string>
}

/** Fills every zone, and every cell of its rows, of the plan that the page shows. @returns what has to be there */
export async function fillPlan(filling: PlanFilling): Promise<Written> {
  const { page, boardId, method, way } = filling
  const written = nothingWritten(boardId)
  for (const zone of method.zones)
    await tellZone({ method, zone, way }, () => fillZone(zone, filling, written))
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  await page.locator('.board-saved[data-state="saved"]').waitFor()
  return written
}

/** Fills one zone, and votes on it. @returns how many cells each of its notes has */
async function fillZone(zone: ZoneDefinition, filling: PlanFilling, written: Written): Promise<number> {
  const { method, hands, page } = filling
  let cells = 0
  if (hasSheet(zone)) {
    await hands.write(`${inZone(zone.id)} .light-sheet textarea`, wordFor(zone))
    written.sheets.set(zone.id, wordFor(zone))
  } else if (zone.kind === 'link') await drawLink(zone, method, filling, written)
  else if (zone.kind !== 'vote' && (zone.kind !== 'score' || zone.options.axes)) {
    const rows: Record<string, Told>[] = []
    const isFirst = written.rows.size === 0
    const many = notesFor(zone, method, isFirst)
    for (let at = 0; at < many; at += 1) {
      const told = await addRow(zone, method, {
        hands,
        at,
        page,
        isFirst: isFirst && at === 0,
      })
      rows.push(told)
      cells = Object.keys(told).length - 1
    }
    written.rows.set(zone.id, rows)
  }
  if (ballotKind(zone) !== null) written.votes.push(await vote(zone, filling))
  return cells
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
    const value = await fillCell(inCell(cell, hands), {
      zone,
      column: definition,
      method,
      isAlone: isFirst,
    })
    if (value) told[definition.id] = value
  }
  await hands.finish(add)
  await page.locator(`${inZone(zone.id)} [data-new-item=""], ${inZone(zone.id)} .light-full`).waitFor()
  return told
}

/** The hands that fill a plan, in one of its cells. */
function inCell(cell: string, hands: Hands): CellHands {
  return {
    write: (words) => hands.write(`${cell} :is(input, textarea)`, words),
    pick: (label) => hands.write(`${cell} input`, label),
    score: (point) => hands.point(cell, point),
    async name() {
      const value = await hands.choose(`${cell} select`, 0)
      expect(value, cell).toMatch(/^shape:/)
      return { kind: 'item', value }
    },
  }
}

async function drawLink(
  zone: ZoneDefinition,
  method: Method,
  { hands, page }: PlanFilling,
  written: Written,
): Promise<void> {
  const form = `${inZone(zone.id)} .light-newlink`
  // its script is asked for with the first such zone
  await page.locator(form).waitFor()
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
  zone: ZoneDefinition,
  { hands, page, openBallot }: PlanFilling,
): Promise<{ zoneId: string; ballotId: string }> {
  const ballotId = await openBallot(zone.id)
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

/** Where a zone stands on a plan. */
export const inZone = (id: string) => `[data-zone="${id}"]`
