import { ballotKind, hasSheet, type Method, mainColumn, type ZoneDefinition } from '@tablee/board'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { type CellHands, fillCell } from './fill-cell.ts'
import {
  type Box,
  type CellByMouse,
  drawArrow,
  pickInCell,
  sayArrow,
  scoreInCell,
  typeInCell,
  voteByMouse,
  writeByMouse,
} from './mouse-on-canvas.ts'
import { openZones, wordsOf } from './on-canvas.ts'
import { nothingWritten, type Told, type Written } from './told-boards.ts'
import { notesFor, tellZone, wordFor } from './what-to-fill.ts'

/** How a board is filled. */
export interface Filling {
  page: Page
  boardId: string
  method: Method
  /** Every cell of a row, or only what a row without a text begins with. */
  cells: 'all' | 'first'
  /** Opens the vote of a zone. @returns its id */
  openBallot(zoneId: string): Promise<string>
}

/** Fills every zone of the board that the page shows with a mouse and the letters of the keyboard. @returns what has to be there */
export async function fillCanvas(filling: Filling): Promise<Written> {
  const { page, boardId, method } = filling
  const places = await openZones(page)
  const written = nothingWritten(boardId)
  const notes = new Map<string, string[]>()
  const pen = inHaste(page)
  for (const zone of method.zones) {
    const place = places.get(zone.id)
    if (!place) throw new Error(`the board has no zone ${zone.id}`)
    const fill = () => fillZone(zone, { filling, place, pen, notes, written })
    await tellZone({ method, zone, way: 'mouse' }, fill)
  }
  await pen.look()
  // a field that is left is written
  await page.locator('.board-header__name').click()
  await page.locator('.board-saved[data-state="saved"]').waitFor()
  return written
}

/** Writes on the board as somebody in haste: goes on as soon as the last letter is typed. */
interface Pen {
  /** @returns the id of what was written in */
  write(place: Box, words: string, where: string): Promise<string>
  /** Expects that the words before stand on the board. */
  look(): Promise<void>
}

/** Where words got lost is told by the words that follow them. */
function inHaste(page: Page): Pen {
  let last: { id: string; words: string; where: string } | null = null
  const look = async () => {
    if (!last) return
    const { id, words, where } = last
    await expect.poll(() => wordsOf(page, id), { message: `what was typed in ${where}` }).toBe(words)
  }
  return {
    look,
    async write(place, words, where) {
      const id = await writeByMouse(page, place, words)
      await look()
      last = { id, words, where }
      return id
    },
  }
}

/** Fills one zone, and votes on it. @returns how many cells each of its notes has */
async function fillZone(
  zone: ZoneDefinition,
  of: {
    filling: Filling
    place: Box
    pen: Pen
    /** The notes of each zone, by id. */
    notes: Map<string, string[]>
    written: Written
  },
): Promise<number> {
  const { filling, place, pen, notes, written } = of
  const { page, method } = filling
  let cells = 0
  if (hasSheet(zone)) {
    await pen.write(place, wordFor(zone), zone.id)
    written.sheets.set(zone.id, wordFor(zone))
  } else if (zone.kind === 'link') {
    written.links.set(zone.id, await drawLink(zone, notes, filling))
  } else if (zone.kind !== 'vote' && (zone.kind !== 'score' || zone.options.axes)) {
    const rows: Record<string, Told>[] = []
    const many = notesFor(zone, method, notes.size === 0)
    for (let at = 0; at < many; at += 1) {
      const { id, told } = await addNote(zone, { filling, place, pen, at, isFirst: notes.size === 0 })
      notes.set(zone.id, [...(notes.get(zone.id) ?? []), id])
      rows.push(told)
      cells = Object.keys(told).length - 1
    }
    written.rows.set(zone.id, rows)
  }
  const isVotedOn = zone.kind === 'vote' || zone.kind === 'score' || filling.cells === 'all'
  if (ballotKind(zone) !== null && isVotedOn) {
    written.votes.push({ zoneId: zone.id, ballotId: await filling.openBallot(zone.id) })
    await voteByMouse(page, { ...place, id: zone.id })
  }
  return cells
}

/** Writes a note, and beside the board its cells. @returns what they have to say */
async function addNote(
  zone: ZoneDefinition,
  of: { filling: Filling; place: Box; pen: Pen; at: number; isFirst: boolean },
): Promise<{ id: string; told: Record<string, Told> }> {
  const { page, cells, method } = of.filling
  const main = mainColumn(zone)
  const columns = (zone.options.cols ?? []).filter(({ id, type }) => id !== main?.id && type !== 'vote')
  const text = columns.length > 0 && !main ? '' : `${wordFor(zone)} ${of.at + 1}`
  const id = await of.pen.write(of.place, text, zone.id)
  const told: Record<string, Told> = { text: { kind: 'text', value: text } }
  if (main) told[main.id] = { kind: 'text', value: text }
  const filled = cells === 'all' ? columns : text === '' ? columns.slice(0, 1) : []
  for (const [at, column] of filled.entries()) {
    const value = await fillCell(inCell({ page, at: at + 1 }), {
      zone,
      column,
      method,
      isAlone: of.isFirst && of.at === 0,
    })
    if (value) told[column.id] = value
  }
  return { id, told }
}

/** The mouse and the letters that fill a cell beside the board. */
function inCell(cell: CellByMouse): CellHands {
  return {
    write: (words) => typeInCell(cell, words),
    pick: () => pickInCell(cell, 'last'),
    score: (point) => scoreInCell(cell, point),
    async name() {
      await pickInCell(cell, 'first')
      return { kind: 'item' }
    },
  }
}

/** Draws the arrow of a zone between the first notes that it may tie. @returns the term that it says */
async function drawLink(
  zone: ZoneDefinition,
  notes: ReadonlyMap<string, string[]>,
  { page, method }: Filling,
): Promise<string> {
  const { from, to, label } = zone.options
  const among = (id: string | undefined) =>
    (id === undefined || id === 'any' ? [...notes.values()].flat() : notes.get(id)) ?? []
  const [start] = among(from)
  const end = among(to).find((id) => id !== start)
  const term = method.sets.find(({ id }) => id === label)?.terms[1]
  if (!start || !end || !term) throw new Error(`${zone.id} has nothing to tie`)
  await drawArrow(page, { from: start, to: end })
  const fits = (one: string | undefined, other: string | undefined) =>
    one === other || one === 'any' || other === 'any'
  const isOneOfSeveral = method.zones.some(
    ({ id, kind, options }) =>
      id !== zone.id && kind === 'link' && fits(options.from, from) && fits(options.to, to),
  )
  await sayArrow(page, { zone: isOneOfSeveral ? zone.label.fr : null, label: 1 })
  return term.id
}
