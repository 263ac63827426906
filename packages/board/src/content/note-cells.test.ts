import { expect, test } from 'vitest'
import type { ColumnDefinition } from '../method.ts'
import { methodOfZones, zoneOf } from '../testing/contents.ts'
import { noteCells } from './note-cells.ts'

const label = (fr: string) => ({ fr, nl: fr, en: fr })
const column = (id: string, type: ColumnDefinition['type'], rest: Partial<ColumnDefinition> = {}) => ({
  id,
  label: label(id),
  type,
  ...rest,
})
const method = methodOfZones(
  [
    zoneOf('needs', {
      kind: 'row',
      options: {
        cols: [
          column('who', 'choice', { set: 'roles', required: true }),
          column('need', 'text', { required: true }),
          column('by', 'date'),
          column('after', 'link'),
          column('votes', 'vote'),
        ],
      },
    }),
    zoneOf('free'),
  ],
  { sets: [{ id: 'roles', terms: [{ id: 'lead', label: label('Chef·fe d’équipe') }] }] },
)
const cellsOf = (
  meta: Record<string, unknown>,
  options: { votes?: number; zoneId?: string; text?: string } = {},
) =>
  noteCells({
    method,
    zoneId: options.zoneId ?? 'needs',
    note: { text: options.text ?? 'voir le plan', meta },
    votes: options.votes ?? null,
    lang: 'fr',
    titleOf: (id) => (id === 'shape:plan' ? 'Le plan' : null),
  })

test('a note says its cells in words, the main column apart', () => {
  expect(cellsOf({ c_who: 'lead', c_by: '2027-03', c_after: 'shape:plan' }, { votes: 4 })).toEqual([
    { columnId: 'who', label: 'who', value: 'Chef·fe d’équipe', state: 'filled' },
    { columnId: 'by', label: 'by', value: 'mars 2027', state: 'filled' },
    { columnId: 'after', label: 'after', value: 'Le plan', state: 'filled' },
    { columnId: 'votes', label: 'votes', value: '4', state: 'filled' },
  ])
})

test('a required cell that is empty is named, an optional one is not', () => {
  expect(cellsOf({})).toEqual([{ columnId: 'who', label: 'who', value: '', state: 'missing' }])
})

test('a word that the column does not know is shown as it was typed', () => {
  expect(cellsOf({ c_who: 'la cheffe' })).toMatchObject([{ value: 'la cheffe', state: 'free' }])
})

test('a row whose cells are filled says them without a text too, and what is missing', () => {
  expect(cellsOf({ c_by: '2027-03' }, { text: '' })).toMatchObject([
    { columnId: 'who', state: 'missing' },
    { columnId: 'by', value: 'mars 2027', state: 'filled' },
  ])
})

test('a note that nothing stands on yet, or in no zone, says nothing', () => {
  expect(cellsOf({}, { text: '' })).toEqual([])
  expect(cellsOf({}, { text: '', votes: 3 })).toEqual([])
  expect(cellsOf({ c_who: 'lead' }, { zoneId: 'nowhere' })).toEqual([])
})

test('a note that was moved out of its table goes on saying what is filled in there, and asks for nothing', () => {
  expect(cellsOf({ c_who: 'lead', c_gone: 'x' }, { zoneId: 'free' })).toEqual([
    { columnId: 'who', label: 'who', value: 'Chef·fe d’équipe', state: 'filled' },
  ])
  expect(cellsOf({}, { zoneId: 'free' })).toEqual([])
})
