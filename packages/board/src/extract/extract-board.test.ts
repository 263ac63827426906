import { expect, test } from 'vitest'
import type { BoardContent, ContentItem, ZoneContent } from '../content/board-content.ts'
import type { CellValue } from '../content/cells.ts'
import { matrixKey, type ZoneResult } from '../content/results.ts'
import type { ZoneDefinition } from '../method.ts'
import { extractBoard } from './extract-board.ts'
import type { ExtractionDefinition, ExtractionRule } from './extraction.ts'

const label = { fr: '', nl: '', en: '' }
const term = (id: string): CellValue => ({ kind: 'term', set: 's', id })
const number = (value: number): CellValue => ({ kind: 'number', value })
const date = (value: string): CellValue => ({ kind: 'date', date: value })
const ref = (id: string): CellValue => ({ kind: 'item', id })

const item = (
  id: string,
  cells: Record<string, CellValue> = {},
  rest: Partial<ContentItem> = {},
): ContentItem => ({
  id,
  zoneId: 'z',
  text: id,
  title: id,
  order: 0,
  laneId: null,
  clusterId: null,
  cells,
  position: {},
  missing: [],
  votes: null,
  source: null,
  by: null,
  colour: null,
  ...rest,
})
const zone = (
  id: string,
  items: ContentItem[],
  rest: { options?: ZoneDefinition['options']; result?: ZoneResult; sheet?: string } = {},
): ZoneContent => ({
  zone: {
    id,
    label,
    prompt: label,
    kind: rest.sheet === undefined ? 'row' : 'text',
    options: rest.options ?? {},
    feeds: null,
  },
  area: null,
  items: items.map((each) => ({ ...each, zoneId: id })),
  lanes: [],
  clusters: [],
  links: [],
  sheet: rest.sheet === undefined ? null : { id: `shape:sheet-${id}`, text: rest.sheet },
  result: rest.result ?? null,
  ballot: null,
  curtain: null,
})
const draw = (rule: ExtractionRule, ...zones: ZoneContent[]) => {
  const content: BoardContent = { zones, unplaced: [], links: [] }
  const definition: ExtractionDefinition = { ...rule, id: 'x' }
  return extractBoard(content, [definition], { today: '2026-11-28' })['x']
}

test('ranked rows have the most voted first, and equal votes share a rank', () => {
  const rows = draw(
    { kind: 'rows', zones: ['z'], rank: true },
    zone('z', [
      item('a', {}, { votes: 1 }),
      item('b', {}, { votes: 3 }),
      item('c', {}, { votes: 3 }),
      item('d', {}, { votes: 0 }),
    ]),
  )
  expect(rows?.kind === 'rows' && rows.rows.map(({ itemId, rank }) => [itemId, rank])).toEqual([
    ['b', 1],
    ['c', 1],
    ['a', 3],
    ['d', 4],
  ])
})

test('a note without a word and without a cell counts for nothing', () => {
  const rows = zone('z', [
    item('a', {}, { text: '', title: '' }),
    item('b', { w: term('t') }, { text: '', title: '' }),
  ])
  expect(draw({ kind: 'count', zones: ['z'] }, rows)).toEqual({ kind: 'count', value: 1 })
})

test('a text zone counts as one when it has a text', () => {
  expect(draw({ kind: 'present', zones: ['t'] }, zone('t', [], { sheet: ' oui ' }))).toMatchObject({
    value: true,
  })
  expect(draw({ kind: 'present', zones: ['t'] }, zone('t', [], { sheet: ' ' }))).toMatchObject({
    value: false,
  })
})

test('a ratio has no value when there is nothing to divide by', () => {
  const rule: ExtractionRule = {
    kind: 'ratio',
    of: { zones: ['z'], where: { column: 'ok', is: ['yes'] } },
    per: { zones: ['z'] },
  }
  expect(draw(rule, zone('z', [item('a', { ok: term('yes') }), item('b', { ok: term('no') })]))).toEqual({
    kind: 'ratio',
    of: 1,
    per: 2,
    value: 0.5,
  })
  expect(draw(rule, zone('z', []))).toMatchObject({ value: null })
})

test('an orphan names no item, or one that is gone; an item of another board or a word is no orphan', () => {
  const rows = draw(
    { kind: 'orphans', zone: 'z', column: 'need' },
    zone('n', [item('shape:n')]),
    zone('z', [
      item('kept', { need: ref('shape:n') }),
      item('gone', { need: ref('shape:x') }),
      item('none', { need: { kind: 'empty' } }),
      item('words', { need: { kind: 'free', text: 'le plan' } }),
      item('taken', { need: { kind: 'empty' } }, { source: { boardId: 'b', itemId: 'shape:i' } }),
    ]),
  )
  expect(rows?.kind === 'rows' && rows.rows.map(({ itemId }) => itemId)).toEqual(['gone', 'none'])
})

test('a gap is what one zone asks for and no row of another answers', () => {
  const gap = draw(
    {
      kind: 'gaps',
      zone: 'i',
      column: 'group',
      where: { column: 'n', atLeast: 3 },
      by: { zones: ['a'], column: 'group' },
    },
    zone('i', [
      item('1', { group: term('staff'), n: number(4) }),
      item('2', { group: term('board'), n: number(3) }),
      item('3', { group: term('public'), n: number(2) }),
    ]),
    zone('a', [item('4', { group: term('board') })]),
  )
  expect(gap).toEqual({ kind: 'gaps', open: [{ key: 'staff', text: 'staff' }], covered: 1 })
})

test('a tally counts pairs of terms, lanes and zones', () => {
  const counted = draw(
    { kind: 'tally', zones: ['k', 'd'], by: 'lane', across: 'zone' },
    zone('k', [item('1', {}, { laneId: 'l1' }), item('2', {}, { laneId: 'l1' })]),
    zone('d', [item('3', {}, { laneId: 'l1' }), item('4')]),
  )
  expect(counted).toEqual({
    kind: 'tally',
    counts: [
      { by: 'l1', across: 'k', count: 2 },
      { by: 'l1', across: 'd', count: 1 },
    ],
  })
})

test('a tally adds up the dots of its rows, where any were given', () => {
  const counted = draw(
    { kind: 'tally', zones: ['keep', 'drop'], by: 'zone' },
    zone('keep', [item('1', {}, { zoneId: 'keep', votes: 3 }), item('2', {}, { zoneId: 'keep', votes: 0 })]),
    zone('drop', [item('3', {}, { zoneId: 'drop' })]),
  )
  expect(counted).toEqual({
    kind: 'tally',
    counts: [
      { by: 'keep', across: null, count: 2, votes: 3 },
      { by: 'drop', across: null, count: 1 },
    ],
  })
})

test('a date is overdue once all that it may mean has passed, unless the work has ended', () => {
  const rows = draw(
    { kind: 'overdue', zone: 'z', date: 'due', status: 'status', done: ['done'] },
    zone('z', [
      item('month', { due: date('2026-11') }),
      item('day', { due: date('2026-11-27') }),
      item('done', { due: date('2026-01-01'), status: term('done') }),
      item('year', { due: date('2025') }),
    ]),
  )
  expect(rows?.kind === 'rows' && rows.rows.map(({ itemId }) => itemId)).toEqual(['day', 'year'])
})

test('delays are days, and unknown unless both dates are given to the day', () => {
  const delays = draw(
    { kind: 'delay', zone: 'z', from: 'p', to: 'a' },
    zone('z', [
      item('late', { p: date('2026-02-27'), a: date('2026-03-02') }),
      item('vague', { p: date('2026-02'), a: date('2026-03-02') }),
    ]),
  )
  expect(delays).toEqual({
    kind: 'values',
    rows: [
      { itemId: 'late', text: 'late', value: 3 },
      { itemId: 'vague', text: 'vague', value: null },
    ],
  })
})

test('a timeline has the earliest first and what has no date last', () => {
  const rows = draw(
    { kind: 'timeline', zones: ['z'] },
    zone('z', [item('none'), item('b', { when: date('2026-03') }), item('a', { from: date('2025-12-01') })]),
  )
  expect(rows?.kind === 'rows' && rows.rows.map(({ itemId }) => itemId)).toEqual(['a', 'b', 'none'])
})

test('weighted scores take the medians by the weights, and name a broken veto', () => {
  const summary = (median: number) => ({ n: 3, median, min: 0, max: 4, spread: 2 })
  const drawn = draw(
    { kind: 'weighted', zone: 's', weight: 'weight', veto: 'veto' },
    zone('v', [item('x'), item('y')]),
    zone('c', [
      item('price', { weight: number(1) }),
      item('access', { weight: number(3), veto: term('yes') }),
    ]),
    zone('s', [], {
      options: { matrix: { rows: 'v', columns: 'c' }, scale: { min: 0, max: 4 } },
      result: {
        kind: 'scores',
        voters: 3,
        scores: {
          [matrixKey('x', 'price')]: summary(4),
          [matrixKey('x', 'access')]: summary(0),
          [matrixKey('y', 'price')]: summary(2),
          [matrixKey('y', 'access')]: { n: 2, median: null, min: null, max: null, spread: null },
        },
      },
    }),
  )
  expect(drawn).toEqual({
    kind: 'weighted',
    rows: [
      { itemId: 'x', text: 'x', value: 1, spread: 2, vetoes: ['access'] },
      { itemId: 'y', text: 'y', value: 2, spread: 2, vetoes: [] },
    ],
  })
})

test('a column may be called like something that every object has', () => {
  const rows = zone('z', [item('a', { constructor: term('t') }), item('b')])
  expect(draw({ kind: 'tally', zones: ['z'], by: 'constructor' }, rows)).toEqual({
    kind: 'tally',
    counts: [{ by: 't', across: null, count: 1 }],
  })
  expect(draw({ kind: 'sum', zone: 'z', column: 'toString' }, rows)).toMatchObject({ total: 0 })
})

test('amounts of which only the band is known go from the sum of their least to that of their most', () => {
  const bands = [
    { id: 'low', least: 1, most: 9 },
    { id: 'middle', least: 10, most: 99 },
    { id: 'high', least: 100 },
  ]
  const costs = zone('z', [
    item('1', { kind: term('once'), amount: term('low') }),
    item('2', { kind: term('once'), amount: term('low') }),
    item('3', { kind: term('yearly'), amount: term('high') }),
    item('4', { kind: term('yearly'), amount: term('middle') }),
    item('5', { amount: term('middle') }),
  ])
  const rule: ExtractionRule = { kind: 'bands', zones: ['z'], column: 'amount', by: 'kind', bands }
  expect(draw(rule, costs)).toEqual({
    kind: 'bands',
    totals: [
      { by: 'once', count: 2, unknown: 0, least: 2, most: 18, from: 'low', to: 'middle' },
      { by: 'yearly', count: 2, unknown: 0, least: 110, most: null, from: 'high', to: 'high' },
    ],
  })
})

test('words that were typed by hand are counted together whatever their capitals and accents; ids are not', () => {
  const rows = zone('z', [
    item('1', { w: { kind: 'free', text: 'Équipe' } }),
    item('2', { w: { kind: 'free', text: 'equipe' } }),
    item('3', { w: term('a') }),
    item('4', { w: term('A') }),
  ])
  expect(draw({ kind: 'tally', zones: ['z'], by: 'w' }, rows)).toMatchObject({
    counts: [
      { by: 'Équipe', count: 2 },
      { by: 'a', count: 1 },
      { by: 'A', count: 1 },
    ],
  })
})

test('rows come in the order of a number or a date; what has none comes last', () => {
  const rows = zone('z', [item('a'), item('b', { n: number(2) }), item('c', { n: number(1) })])
  const drawn = draw({ kind: 'rows', zones: ['z'], order: 'n' }, rows)
  expect(drawn?.kind === 'rows' && drawn.rows.map(({ itemId }) => itemId)).toEqual(['c', 'b', 'a'])
})

test('a row counts where two columns say what is asked', () => {
  const rows = zone('z', [
    item('a', { x: term('yes'), y: term('no') }),
    item('b', { x: term('no'), y: term('no') }),
  ])
  const where = { column: 'x', is: ['yes'], and: { column: 'y', is: ['no'] } }
  expect(draw({ kind: 'count', zones: ['z'], where }, rows)).toEqual({ kind: 'count', value: 1 })
})
