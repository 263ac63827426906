import { expect, test } from 'vitest'
import { readContent } from '../content/read-content.ts'
import { metaRoot } from '../layout.ts'
import type { Peer } from '../testing/board-room.ts'
import { METHOD, openMethodRoom } from '../testing/method-room.ts'
import { addItem } from './add-item.ts'
import { keepCells } from './keep-cells.ts'
import { mergeCellText } from './merge-cell-text.ts'
import { setCell } from './set-cell.ts'
import { decodeBoard } from './writer.ts'

function rowsOf({ doc }: Pick<Peer, 'doc'>) {
  const content = readContent({ records: decodeBoard(doc), method: METHOD, facts: metaRoot(doc), lang: 'fr' })
  return content.zones.find(({ zone }) => zone.id === 'rows')?.items ?? []
}

function openRow(text: string) {
  const open = openMethodRoom()
  const itemId = addItem(open.as(open.anna), { zoneId: 'rows', text })
  if (!itemId) throw new Error('the zone is there')
  open.room.tick()
  return { ...open, itemId }
}

test('a row that was typed in one go is parted by the first cell that is filled', () => {
  const { ben, itemId, as } = openRow('dormir | team | la nuit')
  setCell(as(ben), { itemId, columnId: 'by' }, '2027-03')
  expect(rowsOf(ben)[0]).toMatchObject({
    text: 'dormir',
    cells: {
      need: { kind: 'text', text: 'dormir' },
      who: { kind: 'term', id: 'team' },
      why: { kind: 'text', text: 'la nuit' },
      by: { kind: 'date', date: '2027-03' },
    },
  })
})

test('a cell is emptied, and the main column is the text of the note', () => {
  const { ben, itemId, as } = openRow('dormir')
  const writer = as(ben)
  expect(setCell(writer, { itemId, columnId: 'why' }, 'la nuit')).toBe('la nuit')
  expect(setCell(writer, { itemId, columnId: 'need' }, 'bien dormir', { base: 'dormir' })).toBe('bien dormir')
  expect(setCell(writer, { itemId, columnId: 'why' }, null)).toBeNull()
  expect(rowsOf(ben)[0]).toMatchObject({ text: 'bien dormir', cells: { why: { kind: 'empty' } } })
  expect(setCell(writer, { itemId, columnId: 'nothing' }, 'x')).toBeUndefined()
})

test('what somebody else wrote since a cell was opened is kept beside the new words', () => {
  const { anna, itemId, as } = openRow('dormir')
  const writer = as(anna)
  setCell(writer, { itemId, columnId: 'why' }, 'la nuit')
  expect(setCell(writer, { itemId, columnId: 'why' }, 'le bruit', { base: null })).toBe('la nuit / le bruit')
  expect(setCell(writer, { itemId, columnId: 'who' }, 'les voisins')).toBe('les voisins')
  // A choice can be made again, words are gone.
  expect(setCell(writer, { itemId, columnId: 'who' }, 'team', { base: null })).toBe('les voisins')
})

test('words that do not fit in a cell go on in the note’s text, also those that are put beside another’s', () => {
  const { anna, itemId, as } = openRow('dormir')
  const writer = as(anna)
  const [mine, theirs] = ['le bruit ', 'la nuit '].map((words) => words.repeat(90).trim())
  setCell(writer, { itemId, columnId: 'why' }, theirs ?? '')
  const cell = String(setCell(writer, { itemId, columnId: 'why' }, mine ?? '', { base: null }))
  expect(cell.length).toBeLessThanOrEqual(1_000)
  const [row] = rowsOf(anna)
  const [first, ...rest] = (row?.text ?? '').split('\n')
  expect(first).toBe('dormir')
  expect([cell, ...rest].join(' ')).toBe(`${theirs} / ${mine}`)
})

test('two texts of one cell in one', () => {
  expect(mergeCellText('', 'un', 'deux')).toBe('deux / un')
  expect(mergeCellText('le chat dort', 'le gros chat dort', 'le chat dort bien')).toBe(
    'le gros chat dort bien',
  )
  expect(mergeCellText('a', 'a', 'b')).toBe('b')
  expect(mergeCellText('', 'un', 'un et deux')).toBe('un et deux')
})

test('the date of an item on a time axis moves it there', () => {
  const { anna, as } = openMethodRoom()
  const writer = as(anna)
  const year = new Date().getFullYear()
  const ids = ['un', 'deux'].map((text) => addItem(writer, { zoneId: 'times', text }) ?? '')
  setCell(writer, { itemId: ids[0] ?? '', columnId: 'when' }, `${year + 1}-06`)
  setCell(writer, { itemId: ids[1] ?? '', columnId: 'when' }, `${year - 1}-06`)
  const xOf = (id: string | undefined) => Number(anna.record(id ?? '')?.['x'])
  expect(xOf(ids[0]) - xOf(ids[1])).toBeCloseTo(((2536 - 248) * 24) / 48, 0)
  expect(anna.record(ids[0] ?? '')?.['y']).toBe(2100 + 168 + 48)
})

test('of two values written at the same moment none is lost, whoever wins', () => {
  const { anna, ben, itemId, as } = openRow('dormir')
  const writers = [as(anna), as(ben)] as const
  const stops = writers.map((writer) => keepCells(writer))
  setCell(writers[0], { itemId, columnId: 'why' }, 'la nuit')
  setCell(writers[1], { itemId, columnId: 'why' }, 'le bruit')
  // Rules that take cells come with typed zones; what is at stake here is between the two.
  const exchange = () => {
    for (const [from, to] of [
      [anna, ben],
      [ben, anna],
    ] as const)
      for (const update of from.waiting.splice(0)) to.receive(update)
  }
  exchange()
  return Promise.resolve().then(() => {
    exchange()
    for (const peer of [anna, ben]) {
      const cell = rowsOf(peer)[0]?.cells['why']
      expect(cell).toMatchObject({ kind: 'text', text: expect.stringMatching(/la nuit/) })
      expect(cell).toMatchObject({ kind: 'text', text: expect.stringMatching(/le bruit/) })
    }
    // Who has seen a value may replace it.
    setCell(writers[0], { itemId, columnId: 'why' }, 'autre chose')
    exchange()
    for (const stop of stops) stop()
    expect(rowsOf(ben)[0]?.cells['why']).toEqual({ kind: 'text', text: 'autre chose' })
  })
})
