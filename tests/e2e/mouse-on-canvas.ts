import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { goToFreePlace, OPENS_MS } from './on-canvas.ts'

/** What lies over the board at the edges of a window of 1280 px: panels and bars, in px. */
const COVERED = { left: 350, right: 240, top: 70, bottom: 110 }
/** The height of a zone's title with the button of its vote, in board px. */
const HEAD_PX = 200
/** Side of a note, in board px. */
const NOTE_PX = 200

/** A place on the board, in board px. */
export interface Box {
  x: number
  y: number
  w: number
  h: number
}

/** Double-clicks on a free place of a zone and types. @returns the id of what she writes in: a note, or the zone's sheet */
export async function writeByMouse(page: Page, zone: Box, words: string): Promise<string> {
  const before = await page.evaluate(() => window.editor.getEditingShapeId())
  const at = await goToFreePlace(page, zone)
  let id: string | null = null
  const tryIt = async () => {
    await page.mouse.dblclick(at.x, at.y)
    // the caret is in what has just been opened, no longer in what was written before
    const opened = page.waitForFunction(
      (former) => {
        const id = window.editor.getEditingShapeId()
        const { activeElement } = document
        const isIn =
          id !== null &&
          activeElement instanceof HTMLElement &&
          activeElement.isContentEditable &&
          activeElement.closest('.tl-shape')?.getAttribute('data-shape-id') === id
        return isIn && id !== former ? id : null
      },
      before,
      { timeout: OPENS_MS },
    )
    id = await opened.then(
      (shown) => shown.jsonValue(),
      () => null,
    )
    return id
  }
  await expect.poll(tryIt).not.toBeNull()
  if (words !== '') await page.keyboard.insertText(words)
  return String(id)
}

/** The n-th field beside the board, from 1, of the note that is selected. */
export interface CellByMouse {
  at: number
  page: Page
}

/** Clicks into a field of the note that is selected, and types. */
export async function typeInCell({ page, at }: CellByMouse, words: string): Promise<void> {
  await cell(page, at).locator('textarea, input').first().click()
  await page.keyboard.insertText(words)
}

/** Clicks on a field with a list, and on the first or the last that it offers. */
export async function pickInCell({ page, at }: CellByMouse, which: 'first' | 'last'): Promise<void> {
  await cell(page, at).locator('input').click()
  const offered = cell(page, at).locator('[role="option"]')
  await (which === 'first' ? offered.first() : offered.last()).click()
}

/** Clicks on the n-th point of a scale, from 0. */
export async function scoreInCell({ page, at }: CellByMouse, point: number): Promise<void> {
  await cell(page, at).locator('label').nth(point).click()
}

/** Takes the arrow from the tools and draws it from note to note. */
export async function drawArrow(page: Page, ends: { from: string; to: string }): Promise<void> {
  const [from, to] = [await placeOf(page, ends.from), await placeOf(page, ends.to)]
  const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)]
  const [w, h] = [Math.max(from.x, to.x) - x + NOTE_PX, Math.max(from.y, to.y) - y + NOTE_PX]
  await bring(page, { x, y, w, h })
  await page.getByTestId('tools.arrow').click()
  const start = await onScreen(page, middleOf(from))
  const end = await onScreen(page, middleOf(to))
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move(end.x, end.y, { steps: 8 })
  await page.mouse.up()
}

/** Drags a note to a place on the board. */
export async function dragNote(page: Page, id: string, to: { x: number; y: number }): Promise<void> {
  const note = await placeOf(page, id)
  const [x, y] = [Math.min(note.x, to.x), Math.min(note.y, to.y)]
  await bring(page, {
    x,
    y,
    w: Math.max(note.x, to.x) - x + NOTE_PX,
    h: Math.max(note.y, to.y) - y + NOTE_PX,
  })
  const start = await onScreen(page, middleOf(note))
  const end = await onScreen(page, to)
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move(end.x, end.y, { steps: 8 })
  await page.mouse.up()
}

/** Says beside the board of which zone the arrow is that was just drawn, where several are offered, and its n-th label, from 0. */
export async function sayArrow(page: Page, of: { zone: string | null; label: number }): Promise<void> {
  const choices = page.locator('.board-panel .board-choices')
  const zones = choices.locator('label:has(input[name="link-zone"])')
  if (of.zone !== null) await zones.filter({ hasText: of.zone }).click()
  await choices.locator('label:has(input[name="link-label"])').nth(of.label).click()
}

/** Opens the vote of a zone by the button on it, gives its first answer, dot or score, and closes the panel. */
export async function voteByMouse(page: Page, zone: Box & { id: string }): Promise<void> {
  await bring(page, { ...zone, h: HEAD_PX })
  await page.locator(`[data-shape-id="shape:zone-${zone.id}"] .board-zone__ballot`).click()
  const panel = page.locator('.board-panel--ballot')
  const cast = page.waitForResponse(
    (answer) => answer.url().endsWith('/mine') && answer.request().method() === 'PUT',
  )
  await panel.locator('fieldset label, [role="group"] button:last-child').first().click()
  await cast
  await panel.locator('.board-search__close').click()
}

function placeOf(page: Page, id: string): Promise<Box> {
  return page.evaluate(
    ({ id, side }) => {
      const note = window.editor.getCurrentPageShapes().find((shape) => shape.id === id)
      if (!note) throw new Error(`${id} is not on the board`)
      return { x: note.x, y: note.y, w: side, h: side }
    },
    { id, side: NOTE_PX },
  )
}

/** Brings a part of the board there where nothing lies over it, no nearer than at its own size. */
async function bring(page: Page, box: Box): Promise<void> {
  await page.evaluate(
    ({ box, covered }) => {
      const { width = 0, height = 0 } = document.querySelector('.tl-container')?.getBoundingClientRect() ?? {}
      const [w, h] = [width - covered.left - covered.right, height - covered.top - covered.bottom]
      const z = Math.min(w / box.w, h / box.h, 1)
      const x = box.x + box.w / 2 - (covered.left + w / 2) / z
      const y = box.y + box.h / 2 - (covered.top + h / 2) / z
      window.editor.zoomToBounds({ x, y, w: width / z, h: height / z }, { inset: 0 })
    },
    { box, covered: COVERED },
  )
}

function onScreen(page: Page, place: { x: number; y: number }): Promise<{ x: number; y: number }> {
  return page.evaluate((at) => {
    const frame = document.querySelector('.tl-container')?.getBoundingClientRect()
    const inside = window.editor.pageToViewport(at)
    return { x: (frame?.x ?? 0) + inside.x, y: (frame?.y ?? 0) + inside.y }
  }, place)
}

function middleOf({ x, y, w, h }: Box): { x: number; y: number } {
  return { x: x + w / 2, y: y + h / 2 }
}

function cell(page: Page, at: number) {
  return page.locator(`.board-panel .board-fields > :nth-child(${at})`)
}
