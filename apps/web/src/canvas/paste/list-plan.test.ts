import { findZone } from '@tablee/board'
import { expect, test } from 'vitest'
import { tableMethod } from '../testing/table-method.ts'
import { firstPlan, listedNotes } from './list-plan.ts'
import { parseList } from './parse-list.ts'

const method = tableMethod()
const zone = findZone(method, 'needs')
const notesOf = (text: string, into = zone) => {
  const rows = parseList(text)
  return listedNotes(rows, firstPlan(rows, into, 'fr'), { zone: into, method, lang: 'fr' })
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
