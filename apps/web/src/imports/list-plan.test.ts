import { findZone, type ZoneDefinition } from '@tablee/board'
import { expect, test } from 'vitest'
import { tableMethod } from '../canvas/testing/table-method.ts'
import { cellInput } from '../outline/column-words.ts'
import { firstPlan, listedNotes } from './list-plan.ts'
import { parseList } from './parse-list.ts'

const method = tableMethod()
const zone = findZone(method, 'needs')
if (!zone) throw new Error('no zone')
const needs: ZoneDefinition = zone
const notesOf = (text: string, into = zone) => {
  const rows = parseList(text)
  return listedNotes(rows, firstPlan(rows, into, 'fr'), {
    zone: into,
    readTyped: (column, typed) => cellInput(typed, column, { method, lang: 'fr' }),
  })
}

test('lines become rows, without their bullets and without empty ones', () => {
  expect(parseList('- Un\n\n• Deux\r\n3. Trois\n  \n')).toEqual([['Un'], ['Deux'], ['Trois']])
})

test('cells of a spreadsheet become columns, a line break in a cell stays in it', () => {
  expect(parseList('a\tb\n"c\nd ""e"""\tf\n')).toEqual([
    ['a', 'b'],
    ['c\nd "e"', 'f'],
  ])
})

test('a single column with a line break in a cell is a column too, and a sentence in quotes keeps them', () => {
  expect(parseList('Un\n"Deux\net demi"\nTrois\n')).toEqual([['Un'], ['Deux\net demi'], ['Trois']])
  expect(parseList('« Un »\n"Deux"\n')).toEqual([['« Un »'], ['"Deux"']])
})

test('without columns in the zone, a row is one note', () => {
  expect(notesOf('Un\tdeux\nTrois', findZone(method, 'families'))).toEqual([
    { text: 'Un\ndeux', cells: {} },
    { text: 'Trois', cells: {} },
  ])
})

test('names in the first row find their columns; words become terms and dates where they are exactly that', () => {
  const pasted =
    'BESOIN\tQuand\tQui\nvoir le plan\tmars 2027\tchef·fe d’équipe\nêtre prévenu\tbientôt\tla cheffe'
  expect(notesOf(pasted)).toEqual([
    { text: 'voir le plan', cells: { by: '2027-03', who: 'lead' } },
    { text: 'être prévenu', cells: { by: 'bientôt', who: 'la cheffe' } },
  ])
})

test('one column fills the main column; several fill the columns in their order', () => {
  expect(notesOf('voir le plan\nêtre prévenu').map(({ text }) => text)).toEqual([
    'voir le plan',
    'être prévenu',
  ])
  expect(notesOf('la cheffe\tvoir le plan\nlead\tx')).toEqual([
    { text: 'voir le plan', cells: { who: 'la cheffe' } },
    { text: 'x', cells: { who: 'lead' } },
  ])
})

test('a cell that is too long for a column goes on in the note’s text', () => {
  const long = 'mot '.repeat(400).trim()
  const [note] = notesOf(`${long}\tvoir le plan`)
  expect(String(note?.cells['who']).length).toBeLessThanOrEqual(1_000)
  expect([note?.cells['who'], note?.text.replace('voir le plan\n', '')].join(' ')).toBe(long)
})

test('a number that is not on the scale of its column stands in the note’s text: the server would refuse the note', () => {
  const scored: ZoneDefinition = {
    ...needs,
    options: {
      cols: [
        ...(needs.options.cols ?? []),
        { id: 'ease', label: needs.label, type: 'score', scale: { min: 0, max: 5 } },
      ],
    },
  }
  const rows = [
    ['voir le plan', '3'],
    ['être prévenu', '12'],
  ]
  const plan = { targets: ['need', 'ease'], hasHead: false }
  const readTyped: Parameters<typeof listedNotes>[2]['readTyped'] = (column, typed) =>
    cellInput(typed, column, { method, lang: 'fr' })
  expect(listedNotes(rows, plan, { zone: scored, readTyped })).toEqual([
    { text: 'voir le plan', cells: { ease: 3 } },
    { text: 'être prévenu\n12', cells: {} },
  ])
})
