import { boardRoot, buildBoardDoc, decodeRecord, richTextToPlain } from '@tablee/board'
import { expect, test } from 'vitest'
import { sampleBoard } from '../exports/testing/sample-board.ts'
import { importRows, type RowsOrder } from './import-rows.ts'

const ME = { by: 'me', role: 'writer' } as const

/** The zones of the sample, empty; `options` changes those of its table of needs. */
function emptyBoard(options: object = {}) {
  const { records, method } = sampleBoard()
  if (!method) throw new Error('the sample has a method')
  const zones = method.zones.map((zone) =>
    zone.id === 'needs' ? { ...zone, options: { ...zone.options, ...options } } : zone,
  )
  const furniture = records.filter(({ type }) => type === 'zone')
  return buildBoardDoc(furniture, { template: 'sample', version: '1', method: { ...method, zones } })
}
const rowsInto = (zoneId: string, columns: RowsOrder['columns'], rows: RowsOrder['rows']) => ({
  ...ME,
  key: 'une-clef',
  zoneId,
  columns,
  rows,
})

test('words become what their column holds, as far as it is certain', () => {
  const doc = emptyBoard()
  const columns = ['who', 'need', 'by', 'cost'] as const
  const outcome = importRows(
    doc,
    rowsInto('needs', columns, [
      ['chef·fe d’équipe', 'voir le plan', '12/3/2027', '1 250,50 '],
      ['Staff?', 'savoir', 'bientôt', 'cher'],
      ['', '', '', ''],
    ]),
  )
  if (!outcome.ok) throw new Error(outcome.problem)
  const notes = outcome.items.map((id) => {
    const map = boardRoot(doc).get(id)
    return map && decodeRecord(map)
  })
  expect(notes.map((note) => [richTextToPlain(note?.props?.['richText']), note?.meta])).toEqual([
    ['voir le plan', { by: 'me', zone: 'needs', c_who: 'chief', c_by: '2027-03-12', c_cost: 1250.5 }],
    ['savoir', { by: 'me', zone: 'needs', c_who: 'Staff?', c_by: 'bientôt', c_cost: 'cher' }],
  ])
})

test('a cell that is longer than a column keeps goes on in the note, and two numbers are not one', () => {
  const doc = emptyBoard()
  const long = Array.from({ length: 300 }, (_, at) => `mot${at}`).join(' ')
  const outcome = importRows(doc, rowsInto('needs', ['need', 'who', 'cost'], [['voir le plan', long, '3 4']]))
  if (!outcome.ok) throw new Error(outcome.problem)
  const map = boardRoot(doc).get(outcome.items[0] ?? '')
  const note = map && decodeRecord(map)
  const who = String(note?.meta?.['c_who'])
  expect(who.length).toBeLessThanOrEqual(1_000)
  expect(richTextToPlain(note?.props?.['richText'])).toBe(`voir le plan\n${long.slice(who.length).trim()}`)
  expect(note?.meta?.['c_cost']).toBe('3 4')
})

test('a number that its column’s scale does not know is kept as a word of the note', () => {
  const ease = {
    id: 'ease',
    label: { fr: 'Aise', nl: 'Gemak', en: 'Ease' },
    type: 'score',
    scale: { min: 0, max: 5 },
  }
  const need = { id: 'need', label: ease.label, type: 'text', required: true }
  const doc = emptyBoard({ cols: [need, ease] })
  const outcome = importRows(
    doc,
    rowsInto(
      'needs',
      ['need', 'ease'],
      [
        ['voir le plan', '12'],
        ['savoir', '4'],
      ],
    ),
  )
  if (!outcome.ok) throw new Error(outcome.problem)
  const notes = outcome.items.map((id) => {
    const map = boardRoot(doc).get(id)
    const note = map && decodeRecord(map)
    return [richTextToPlain(note?.props?.['richText']), note?.meta?.['c_ease']]
  })
  expect(notes).toEqual([
    ['voir le plan\n12', undefined],
    ['savoir', 4],
  ])
})

test('a zone takes no more than it has room for, and a locked one is the coach’s', () => {
  const doc = emptyBoard({ max: 2 })
  const three = rowsInto('needs', ['need'], [['a'], ['b'], ['c']])
  const before = boardRoot(doc).size
  expect(importRows(doc, three)).toEqual({
    ok: false,
    problem: 'import_zone_full',
    details: { max: 2, present: 0, rows: 3 },
  })
  expect(boardRoot(doc).size).toBe(before)
  const two = importRows(doc, { ...three, rows: [['a'], ['b']] })
  expect(two).toMatchObject({ ok: true })
  // the order came again since its answer was lost
  expect(importRows(doc, { ...three, rows: [['a'], ['b']] })).toEqual(two)
  expect(boardRoot(doc).size).toBe(before + 2)
  expect(importRows(doc, { ...three, key: 'autre', rows: [['c']] })).toMatchObject({
    details: { present: 2 },
  })
  const locked = emptyBoard({ locked: true })
  expect(importRows(locked, three)).toEqual({ ok: false, problem: 'forbidden' })
  expect(importRows(locked, { ...three, role: 'coach' })).toMatchObject({ ok: true })
})

test('votes are nobody’s to paste', () => {
  expect(importRows(emptyBoard(), rowsInto('needs', ['dots'], [['9']]))).toMatchObject({
    problem: 'import_zone_unfit',
  })
})
