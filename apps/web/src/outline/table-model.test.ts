import type { BoardContent, ContentItem, Method, ZoneContent, ZoneDefinition } from '@tablee/board/content'
import { expect, test } from 'vitest'
import {
  columnsOf,
  orderRows,
  type TableOrder,
  type TableRow,
  type TableWords,
  tablesOf,
  tableText,
} from './table-model.ts'

const text = (word: string) => ({ fr: word, nl: word, en: word })
const WORDS: TableWords = {
  text: 'Note',
  lane: 'Colonne',
  cluster: 'Groupe',
  votes: 'Votes',
  colour: 'Couleur',
  state: 'État',
  toComplete: 'à compléter',
  complete: 'complet',
}

const METHOD: Method = {
  id: 'test',
  version: '1.0.0',
  family: 'stakeholders',
  title: text('test'),
  purpose: text(''),
  steps: [],
  sets: [{ id: 'who', terms: [{ id: 'team', label: text('Équipe') }] }],
  axes: [
    {
      id: 'influence',
      label: text('Influence'),
      terms: [
        { id: 'high', label: text('forte') },
        { id: 'low', label: text('faible') },
      ],
    },
  ],
  zones: [],
}

function part(
  zone: Partial<ZoneDefinition> & { id: string },
  items: Partial<ContentItem>[] = [],
): ZoneContent {
  const definition: ZoneDefinition = {
    label: text(zone.id),
    prompt: text(''),
    kind: 'sticky',
    options: {},
    feeds: null,
    ...zone,
  }
  return {
    zone: definition,
    area: { zoneId: zone.id, x: 0, y: 0, w: 1000, h: 500 },
    items: items.map((item, order) => ({
      id: `shape:${zone.id}-${order}`,
      zoneId: zone.id,
      text: '',
      title: item.text ?? '',
      order,
      laneId: null,
      clusterId: null,
      cells: {},
      position: definition.options.position ?? {},
      missing: [],
      votes: null,
      source: null,
      by: null,
      colour: null,
      ...item,
    })),
    lanes: [],
    clusters: [],
    links: [],
    sheet: null,
    result: null,
    ballot: null,
    curtain: null,
  }
}

const contentOf = (zones: ZoneContent[]): BoardContent => ({ zones, unplaced: [], links: [] })

test('zones that divide the same axes are one table, with the axis as a column', () => {
  const zones = [
    part({ id: 'strong', options: { position: { influence: 'high' } } }, [{ text: 'Direction' }]),
    part({ id: 'weak', options: { position: { influence: 'low' } } }, [{ text: 'Voisins' }]),
    part({ id: 'notes' }),
    part({ id: 'arrows', kind: 'link' }),
  ]
  const content = contentOf(zones)
  const tables = tablesOf(content, METHOD, 'fr')
  expect(tables.map(({ title, zones: inside }) => [title, inside.length])).toEqual([
    ['Influence', 2],
    ['notes', 1],
  ])
  const [axes] = tables
  if (!axes) throw new Error('the table was just counted')
  const columns = columnsOf(axes, { method: METHOD, lang: 'fr', words: WORDS, captions: {} })
  expect(columns.map(({ label }) => label)).toEqual(['Note', 'Influence'])
  const rows = axes.zones.flatMap((zone) => zone.items.map((item): TableRow => ({ item, zone })))
  const told = rows.map((row) =>
    columns.map((column) =>
      tableText(row, column, { method: METHOD, lang: 'fr', content, words: WORDS, captions: {} }),
    ),
  )
  expect(told).toEqual([
    ['Direction', 'forte'],
    ['Voisins', 'faible'],
  ])
})

test('rows are sorted by date and number, what is empty last, and found without accents', () => {
  const zone = part(
    {
      id: 'rows',
      kind: 'row',
      options: {
        cols: [
          { id: 'need', label: text('Besoin'), type: 'text', required: true },
          { id: 'by', label: text('Quand'), type: 'date' },
        ],
      },
    },
    [
      { text: 'Été', cells: { need: { kind: 'text', text: 'Été' }, by: { kind: 'date', date: '2027-08' } } },
      {
        text: 'Rien',
        cells: { need: { kind: 'text', text: 'Rien' }, by: { kind: 'empty' } },
        missing: ['by'],
      },
      {
        text: 'Hiver',
        cells: { need: { kind: 'text', text: 'Hiver' }, by: { kind: 'date', date: '2027-01' } },
      },
    ],
  )
  const content = contentOf([zone])
  const [table] = tablesOf(content, METHOD, 'fr')
  if (!table) throw new Error('there is one zone')
  const columns = columnsOf(table, { method: METHOD, lang: 'fr', words: WORDS, captions: {} })
  expect(columns.map(({ id }) => id)).toEqual(['need', 'by', '#state'])
  const rows = zone.items.map((item): TableRow => ({ item, zone }))
  const textOf = (row: TableRow, column: (typeof columns)[number]) =>
    tableText(row, column, { method: METHOD, lang: 'fr', content, words: WORDS, captions: {} })
  const shown = (order: Partial<TableOrder>) =>
    orderRows(
      rows,
      columns,
      { columnId: null, descending: false, filter: '', values: {}, ...order },
      textOf,
      'fr',
    ).map(({ item }) => item.text)
  expect(shown({})).toEqual(['Été', 'Rien', 'Hiver'])
  expect(shown({ columnId: 'by' })).toEqual(['Hiver', 'Été', 'Rien'])
  expect(shown({ columnId: 'by', descending: true })).toEqual(['Été', 'Hiver', 'Rien'])
  expect(shown({ filter: 'ete' })).toEqual(['Été'])
  expect(shown({ values: { '#state': 'à compléter' } })).toEqual(['Rien'])
})

test('A18 a colour that stands for something is a column by which rows are narrowed down; one that does not is none', () => {
  const zone = part({ id: 'ideas' }, [
    { id: 'a', text: 'Trop cher', colour: 'light-red' },
    { id: 'b', text: 'Une équipe soudée', colour: 'light-green' },
    { id: 'c', text: 'Pas le temps', colour: 'light-red' },
    { id: 'd', text: 'Autre', colour: 'yellow' },
  ])
  const table = { id: 'ideas', title: 'ideas', zones: [zone] }
  const around = { method: METHOD, lang: 'fr' as const, words: WORDS }
  expect(columnsOf(table, { ...around, captions: {} }).map(({ id }) => id)).not.toContain('#colour')
  const captions = { 'light-red': 'Freins' }
  const columns = columnsOf(table, { ...around, captions })
  const colour = columns.find(({ id }) => id === '#colour')
  expect(colour).toMatchObject({ label: 'Couleur' })
  const content = { zones: [zone], unplaced: [], links: [] }
  const textOf = (row: TableRow, column: (typeof columns)[number]) =>
    tableText(row, column, { ...around, content, captions })
  const rows = zone.items.map((item): TableRow => ({ item, zone }))
  if (colour)
    expect(rows.map((row) => textOf(row, colour))).toEqual(['Freins', 'Vert clair', 'Freins', 'Jaune'])
  const order: TableOrder = { columnId: null, descending: false, filter: '', values: { '#colour': 'Freins' } }
  expect(orderRows(rows, columns, order, textOf, 'fr').map(({ item }) => item.id)).toEqual(['a', 'c'])
})

test('what notes say from a table that they were in before is read beside them, sorted and narrowed down by', () => {
  const who = { id: 'who', label: text('Qui'), type: 'choice' as const, set: 'who' }
  const by = { id: 'by', label: text('Quand'), type: 'date' as const }
  const zone = part({ id: 'later', kind: 'list' }, [
    {
      id: 'a',
      text: 'Prévenir',
      carried: [
        { column: who, cell: { kind: 'term', set: 'who', id: 'team' } },
        { column: by, cell: { kind: 'date', date: '2027-08' } },
      ],
    },
    { id: 'b', text: 'Former', carried: [{ column: by, cell: { kind: 'date', date: '2027-01' } }] },
    { id: 'c', text: 'Écrit ici' },
  ])
  const content = contentOf([zone])
  const [table] = tablesOf(content, METHOD, 'fr')
  if (!table) throw new Error('there is one zone')
  const around = { method: METHOD, lang: 'fr' as const, words: WORDS, captions: {} }
  const columns = columnsOf(table, around)
  const rows = zone.items.map((item): TableRow => ({ item, zone }))
  const textOf = (row: TableRow, column: (typeof columns)[number]) =>
    tableText(row, column, { ...around, content })
  expect([
    columns.map(({ label }) => label),
    ...rows.map((row) => columns.map((column) => textOf(row, column))),
  ]).toEqual([
    ['Note', 'Qui', 'Quand'],
    ['Prévenir', 'Équipe', 'août 2027'],
    ['Former', '', 'janvier 2027'],
    ['Écrit ici', '', ''],
  ])
  const shown = (order: Partial<TableOrder>) =>
    orderRows(
      rows,
      columns,
      { columnId: null, descending: false, filter: '', values: {}, ...order },
      textOf,
      'fr',
    ).map(({ item }) => item.id)
  expect(shown({ columnId: '#carried-by' })).toEqual(['b', 'a', 'c'])
  expect(shown({ values: { '#carried-who': 'Équipe' } })).toEqual(['a'])
})
