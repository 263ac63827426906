import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** The text that is being written in. */
const TEXT_FIELD = '.tl-container [contenteditable="true"]'

/** Distance between two places that are tried for a new note, in board px. */
const STEP_PX = 36

/** How long two clicks may leave a text closed, in ms: where a page took too long over the first they were no double click. */
export const OPENS_MS = 4_000

/** A view that is the same over so many frames rests: a busy machine draws fewer of them in a second. */
const REST_FRAMES = 12

/** A zone's place on the board, in board px. */
export type Zones = Map<string, { x: number; y: number; w: number; h: number }>

/** Where a view is, in board px, and how near. */
interface Camera {
  x: number
  y: number
  z: number
}

/** What tests use of the editor that the canvas puts on `window`; the same that a curious participant finds in her console. */
interface ConsoleEditor {
  getCurrentPageShapes(): {
    id: string
    type: string
    x: number
    y: number
    props: Record<string, unknown>
    meta: Record<string, unknown>
  }[]
  pageToViewport(point: { x: number; y: number }): { x: number; y: number }
  getCamera(): Camera
  getEditingShapeId(): string | null
  getRichTextEditor(): { getText(options: { blockSeparator: string }): string } | null
  getCameraState(): 'idle' | 'moving'
  getShapeUtil(shape: unknown): { getText(shape: unknown): string | undefined }
  zoomToBounds(
    box: { x: number; y: number; w: number; h: number },
    options: { inset: number; animation?: undefined },
  ): void
}
declare global {
  interface Window {
    editor: ConsoleEditor
  }
}

/**
 * Finds the editor of the open board through React's own notes on its elements, as anybody can from the browser's
 * console, and puts it on `window.editor`. Waits until the board is there.
 */
export async function reachEditor(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const element = document.querySelector('.tl-canvas')
    const key = Object.keys(element ?? {}).find((name) => name.startsWith('__reactFiber$'))
    // React's fibres have no public type
    let fibre = key && element ? (element as unknown as Record<string, Fibre>)[key] : undefined
    interface Fibre {
      return?: Fibre
      memoizedProps?: { value?: unknown }
    }
    while (fibre) {
      const value = fibre.memoizedProps?.value
      if (value && typeof value === 'object' && 'getCurrentPageShapes' in value) {
        window.editor = value as ConsoleEditor // recognised by its method
        return window.editor.getCurrentPageShapes().some((shape) => shape.type === 'zone')
      }
      fibre = fibre.return
    }
    return false
  })
}

/** Reads the zones of the open board, as soon as it is there. */
export async function openZones(page: Page): Promise<Zones> {
  await reachEditor(page)
  const zones = await page.evaluate(() =>
    window.editor
      .getCurrentPageShapes()
      .filter((shape) => shape.type === 'zone')
      .map(({ x, y, props }) => ({
        id: String(props['zoneId']),
        x,
        y,
        w: Number(props['w']),
        h: Number(props['h']),
      })),
  )
  return new Map(zones.map(({ id, ...zone }) => [id, zone]))
}

/** Where the view is as soon as it rests. */
export function restingCamera(page: Page): Promise<Camera> {
  return page.evaluate(async (frames) => {
    const { editor } = window
    const look = () => {
      const { x, y, z } = editor.getCamera()
      return { x, y, z }
    }
    let seen = look()
    for (let same = 0; same < frames; ) {
      await new Promise(requestAnimationFrame)
      const now = look()
      const isSame = now.x === seen.x && now.y === seen.y && now.z === seen.z
      same = isSame && editor.getCameraState() === 'idle' ? same + 1 : 0
      seen = now
    }
    return seen
  }, REST_FRAMES)
}

/** Writes a note as a person does: goes to the zone, double-clicks on a free place, types, leaves. */
export async function writeNote(
  page: Page,
  zones: Zones,
  note: { zoneId: string; text: string },
): Promise<void> {
  await beginNote(page, zones, note)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
}

/** Begins to write a note, and stays in it. */
export async function beginNote(
  page: Page,
  zones: Zones,
  note: { zoneId: string; text: string },
): Promise<void> {
  const zone = zones.get(note.zoneId)
  if (!zone) throw new Error(`the board has no zone ${note.zoneId}`)
  await openText(page, await goToFreePlace(page, zone))
  await page.keyboard.insertText(note.text)
}

/** Opens the text at a place of the window as a person does: double-clicks, and once more when nothing came of it. */
export async function openText(page: Page, at: { x: number; y: number }): Promise<void> {
  const field = page.locator(TEXT_FIELD)
  const tryIt = async () => {
    // it may have opened just when it was given up: two clicks more would take a word of it
    const isOpen = (await field.count()) > 0
    if (!isOpen) await page.mouse.dblclick(at.x, at.y)
    return field.waitFor({ timeout: OPENS_MS }).then(
      () => true,
      () => false,
    )
  }
  await expect.poll(tryIt).toBe(true)
}

/** Brings a place of a zone on which no note lies into the middle of the window. @returns where it is there, in px */
export function goToFreePlace(
  page: Page,
  zone: { x: number; y: number; w: number; h: number },
): Promise<{ x: number; y: number }> {
  return page.evaluate(
    ({ zone, step }) => {
      const { editor } = window
      const taken = editor
        .getCurrentPageShapes()
        .filter((shape) => shape.type === 'note')
        .map(({ x, y, props }) => ({
          left: x,
          top: y,
          right: x + 200,
          bottom: y + 200 + Number(props['growY'] ?? 0),
        }))
      const isFree = (x: number, y: number, around: number) =>
        taken.every(
          (box) =>
            x + around <= box.left ||
            x - around >= box.right ||
            y + around <= box.top ||
            y - around >= box.bottom,
        )
      // beside the others while there is room, then wherever a click does not hit another note
      for (const around of [104, 8])
        for (let y = zone.y + 270; y < zone.y + zone.h - 90; y += step)
          for (let x = zone.x + 128; x < zone.x + zone.w - 110; x += step)
            if (isFree(x, y, around)) {
              editor.zoomToBounds({ x: x - 500, y: y - 320, w: 1000, h: 640 }, { inset: 0 })
              const frame = document.querySelector('.tl-container')?.getBoundingClientRect()
              const inside = editor.pageToViewport({ x, y })
              return { x: (frame?.x ?? 0) + inside.x, y: (frame?.y ?? 0) + inside.y }
            }
      throw new Error('the zone is full')
    },
    { zone, step: STEP_PX },
  )
}

/** The words of a note or a sheet: while somebody writes there, those of its text editor, which writes for itself. */
export function wordsOf(page: Page, id: string): Promise<string> {
  return page.evaluate((id) => {
    const { editor } = window
    const writing = editor.getEditingShapeId() === id ? editor.getRichTextEditor() : null
    if (writing) return writing.getText({ blockSeparator: '\n' })
    const shape = editor.getCurrentPageShapes().find((one) => one.id === id)
    return (shape && editor.getShapeUtil(shape).getText(shape)) ?? ''
  }, id)
}

/** The notes that a person sees: the zone that each says it lies in, and how much it grew to hold its text, in px. */
export function notesOn(page: Page): Promise<{ id: string; zone: string; text: string; grownPx: number }[]> {
  return page.evaluate(() =>
    window.editor
      .getCurrentPageShapes()
      .filter((shape) => shape.type === 'note')
      .map((shape) => ({
        id: shape.id,
        zone: String(shape.meta['zone']),
        text: window.editor.getShapeUtil(shape).getText(shape) ?? '',
        grownPx: Number(shape.props['growY']),
      })),
  )
}

/** Adds a paragraph to the one text of a text zone, as a person does: double-clicks on the sheet, goes to its end, types, leaves. */
export async function writeParagraph(
  page: Page,
  zones: Zones,
  { zoneId, text }: { zoneId: string; text: string },
): Promise<void> {
  const zone = zones.get(zoneId)
  if (!zone) throw new Error(`the board has no zone ${zoneId}`)
  await page.evaluate((box) => {
    window.editor.zoomToBounds(box, { inset: 20 })
  }, zone)
  const box = await page.locator('.tl-container').boundingBox()
  const at = await page.evaluate((point) => window.editor.pageToViewport(point), {
    x: zone.x + zone.w / 2,
    y: zone.y + zone.h * 0.75,
  })
  await openText(page, { x: (box?.x ?? 0) + at.x, y: (box?.y ?? 0) + at.y })
  await caretIsThere(page)
  await page.keyboard.press('Control+End')
  if ((await sheetsOn(page)).get(zoneId)) {
    const before = await page.locator(`${TEXT_FIELD} p`).count()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator(`${TEXT_FIELD} p`).count()).toBe(before + 1)
  }
  await page.keyboard.insertText(text)
  await page.keyboard.press('Escape')
}

/** Waits until a text that was opened has its caret: from then on it stays where a key or a click puts it. */
async function caretIsThere(page: Page): Promise<void> {
  await page.waitForFunction(() => window.editor.getRichTextEditor() !== null)
}

/** The texts of the board's text zones, by zone: a paragraph a line. */
export async function sheetsOn(page: Page): Promise<Map<string, string>> {
  const sheets = await page.evaluate(() =>
    window.editor
      .getCurrentPageShapes()
      .filter((shape) => shape.type === 'sheet')
      .map((shape): [string, string] => [
        String(shape.props['zoneId']),
        window.editor.getShapeUtil(shape).getText(shape) ?? '',
      ]),
  )
  return new Map(sheets)
}
