import { expect, test } from 'vitest'
import type { BoardRecord } from '../record.ts'
import { methodOfTest, named, zoneDefinition } from '../testing/definitions.ts'
import { arrowRecord, bindingRecord, noteRecord, shapeRecord, zoneRecord } from '../testing/records.ts'
import { readContent } from './read-content.ts'

const method = methodOfTest({
  sets: [
    { id: 'who', terms: [named('chief'), named('staff')] },
    { id: 'flows', terms: [{ id: 'data', label: { fr: 'Données', nl: 'Gegevens', en: 'Data' } }] },
  ],
  zones: [
    zoneDefinition('profiles'),
    zoneDefinition('day', { options: { lane: 'profiles' } }),
    zoneDefinition('needs', {
      kind: 'row',
      options: {
        cols: [
          { ...named('who'), type: 'choice', set: 'who', required: true },
          { ...named('need'), type: 'text', required: true },
          { ...named('by'), type: 'date' },
          { ...named('votes'), type: 'vote' },
        ],
      },
    }),
    zoneDefinition('converge', { kind: 'link', options: { from: 'needs', to: 'needs' } }),
    zoneDefinition('risks', {
      kind: 'row',
      options: {
        scale: { min: 1, max: 5 },
        cols: [
          { ...named('risk'), type: 'text', required: true },
          { ...named('weight'), type: 'score' },
          { ...named('effort'), type: 'score', scale: { min: 0, max: 3 } },
          { ...named('minutes'), type: 'number' },
        ],
      },
    }),
    zoneDefinition('ties', { kind: 'link', options: { from: 'needs', to: 'day', label: 'flows' } }),
    zoneDefinition('why', { kind: 'text' }),
  ],
})
const areas: BoardRecord[] = [
  { id: 'page:page', typeName: 'page', name: '', index: 'a1', meta: {} },
  zoneRecord('profiles', { x: 0, y: 0, w: 1000, h: 400 }),
  zoneRecord('day', { x: 0, y: 500, w: 900, h: 800 }),
  zoneRecord('needs', { x: 2000, y: 0, w: 1000, h: 1000 }),
  zoneRecord('risks', { x: 4000, y: 0, w: 1000, h: 1000 }),
]
const read = (records: BoardRecord[], facts: Record<string, unknown> = {}) => {
  const content = readContent({
    records: new Map([...areas, ...records].map((record) => [record.id, record])),
    method,
    facts: new Map(Object.entries(facts)),
    lang: 'fr',
  })
  const zoneOf = (id: string) => {
    const found = content.zones.find((candidate) => candidate.zone.id === id)
    if (!found) throw new Error(id)
    return found
  }
  return { ...content, zoneOf }
}
const withMeta = (record: BoardRecord, meta: Record<string, unknown>) => ({
  ...record,
  meta: { ...record.meta, ...meta },
})
const need = (id: string, text: string, meta: Record<string, unknown> = {}, y = 200) =>
  withMeta(noteRecord({ id: `shape:${id}`, by: 'ada', text, x: 2100, y }), meta)

test('a row’s text is its main column, its other cells come from the note’s meta', () => {
  const row = need('a', 'voir le plan', { c_who: 'chief', c_by: '2027-03' })
  expect(read([row]).zoneOf('needs').items).toMatchObject([
    {
      title: 'voir le plan',
      missing: [],
      cells: {
        who: { kind: 'term', set: 'who', id: 'chief' },
        need: { kind: 'text', text: 'voir le plan' },
        by: { kind: 'date', date: '2027-03' },
        votes: { kind: 'votes', count: null },
      },
    },
  ])
})

test('a row typed in one go fills its columns in their order, and a word that no list has is kept as typed', () => {
  const [item] = read([need('a', 'Chef d’équipe | voir le plan | bientôt')]).zoneOf('needs').items
  expect(item?.cells).toMatchObject({
    who: { kind: 'free', text: 'Chef d’équipe' },
    need: { kind: 'text', text: 'voir le plan' },
    by: { kind: 'free', text: 'bientôt' },
  })
  expect(item?.title).toBe('voir le plan')
})

test('a score beyond its scale is kept as it was typed, and counts as none', () => {
  const risk = (id: string, text: string, meta: Record<string, unknown> = {}, y = 100) =>
    withMeta(noteRecord({ id: `shape:${id}`, by: 'ada', text, x: 4100, y }), meta)
  const cells = read([
    risk('a', 'Panne | 99 | 4 | 90'),
    risk('b', 'Panne | 5 | 0 | 90', {}, 400),
    risk('c', 'Panne', { c_weight: 7, c_effort: 3 }, 700),
  ])
    .zoneOf('risks')
    .items.map((item) => [item.cells['weight'], item.cells['effort'], item.cells['minutes']])
  const number = (value: number) => ({ kind: 'number', value })
  const free = (text: string) => ({ kind: 'free', text })
  expect(cells).toEqual([
    [free('99'), free('4'), number(90)],
    [number(5), number(0), number(90)],
    [free('7'), number(3), { kind: 'empty' }],
  ])
  // in a zone without columns the note still says so, as the zone that it comes from reads it
  const moved = withMeta(noteRecord({ id: 'shape:m', by: 'ada', text: 'm', x: 100, y: 700 }), { c_weight: 7 })
  expect(read([moved]).zoneOf('day').items[0]?.carried).toMatchObject([{ cell: free('7') }])
})

test('a required column without a value is named', () => {
  expect(read([need('a', 'voir le plan')]).zoneOf('needs').items[0]?.missing).toEqual(['who'])
})

test('a lane follows from the place, and a lane that leaves moves nobody else’s notes', () => {
  const lane = (id: string, slot: number, x: number) =>
    withMeta(noteRecord({ id: `shape:${id}`, by: 'ada', text: id, x, y: 160 }), { slot })
  const note = noteRecord({ id: 'shape:n', by: 'ada', text: 'n', x: 500, y: 700 })
  const both = read([lane('p1', 0, 0), lane('p2', 2, 300), note]).zoneOf('day')
  expect(both.lanes).toMatchObject([
    { id: 'shape:p1', slot: 0 },
    { id: 'shape:p2', slot: 2 },
  ])
  expect(both.items[0]?.laneId).toBe('shape:p2')
  expect(read([lane('p2', 2, 300), note]).zoneOf('day').items[0]?.laneId).toBe('shape:p2')
  expect(read([note]).zoneOf('day').items[0]?.laneId).toBeNull()
})

test('a note in a frame belongs to the cluster of that name', () => {
  const frame = shapeRecord(
    'shape:f',
    'frame',
    { x: 50, y: 550, meta: { by: 'ada' } },
    { w: 400, h: 400, name: 'Heures', color: 'black' },
  )
  const note = noteRecord({ id: 'shape:n', by: 'ada', text: 'n', x: 10, y: 10, parentId: 'shape:f' })
  const { clusters, items } = read([frame, note]).zoneOf('day')
  expect(clusters).toEqual([{ id: 'shape:f', name: 'Heures' }])
  expect(items).toMatchObject([{ id: 'shape:n', clusterId: 'shape:f' }])
})

test('an arrow between two items is in the link zone whose ends fit, any other is a link of the board', () => {
  const arrow = [
    arrowRecord('shape:arrow', 'ada'),
    bindingRecord('binding:1', 'shape:arrow', 'shape:a', 'start'),
    bindingRecord('binding:2', 'shape:arrow', 'shape:b', 'end'),
  ]
  const linked = read([need('a', 'un'), need('b', 'deux', {}, 500), ...arrow])
  expect(linked.zoneOf('converge').links).toMatchObject([{ from: 'shape:a', to: 'shape:b', label: '' }])
  expect(linked.links).toEqual([])
})

test('an arrow that names a link zone is there only while its ends fit', () => {
  const sticky = (id: string, x: number) => noteRecord({ id: `shape:${id}`, by: 'ada', text: id, x, y: 700 })
  const links = (start: string, end: string) => {
    const content = read([
      need('a', 'un'),
      need('b', 'deux', {}, 500),
      sticky('c', 100),
      sticky('d', 500),
      withMeta(arrowRecord('shape:arrow', 'ada'), { link: 'ties', c_label: 'data' }),
      bindingRecord('binding:1', 'shape:arrow', `shape:${start}`, 'start'),
      bindingRecord('binding:2', 'shape:arrow', `shape:${end}`, 'end'),
    ])
    const count = (zoneId: string) => content.zoneOf(zoneId).links.length
    return [count('ties'), count('converge'), content.links.length]
  }
  expect(links('a', 'c')).toEqual([1, 0, 0])
  expect(links('c', 'd')).toEqual([0, 0, 1])
  expect(links('a', 'b')).toEqual([0, 1, 0])
})

test('a row without a text is called by its first cells in the reader’s words, and a lane after it too', () => {
  const row = need('a', '', { c_who: 'chief', c_by: '2027-03' })
  expect(read([row]).zoneOf('needs').items).toMatchObject([{ text: '', title: 'chief · mars 2027' }])
  expect(read([need('b', '')]).zoneOf('needs').items).toMatchObject([{ title: '' }])
})

test('an arrow says its term in the reader’s language, and own words where somebody wrote them', () => {
  const ends = (id: string) => [
    bindingRecord(`binding:${id}1`, `shape:${id}`, 'shape:a', 'start'),
    bindingRecord(`binding:${id}2`, `shape:${id}`, 'shape:b', 'end'),
  ]
  const said = (id: string, label: string, text: string) => {
    const arrow = withMeta(arrowRecord(`shape:${id}`, 'ada'), { link: 'ties', c_label: label })
    return [{ ...arrow, props: { ...arrow.props, text } }, ...ends(id)]
  }
  const labels = read([
    need('a', 'un'),
    noteRecord({ id: 'shape:b', by: 'ada', text: 'deux', x: 100, y: 700 }),
    ...said('x', 'data', 'Gegevens'),
    ...said('y', 'data', ''),
    ...said('z', 'data', 'seulement les heures'),
    ...said('u', 'gone', 'ancien mot'),
  ])
    .zoneOf('ties')
    .links.map(({ term, label }) => [term, label])
  expect(labels).toEqual([
    ['data', 'Données'],
    ['data', 'Données'],
    ['data', 'seulement les heures'],
    [null, 'ancien mot'],
  ])
})

test('the text of a text zone is one sheet', () => {
  const text = {
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Pour souffler' }] }],
  }
  const sheet = shapeRecord('shape:sheet-why', 'sheet', {}, { zoneId: 'why', w: 10, h: 10, richText: text })
  expect(read([sheet]).zoneOf('why').sheet).toEqual({ id: 'shape:sheet-why', text: 'Pour souffler' })
})

test('the dots of a closed ballot are the votes of its items', () => {
  const facts = { 'result:needs': { kind: 'dots', voters: 3, totals: { 'shape:a': 4 } } }
  const { items } = read([need('a', 'un'), need('b', 'deux', {}, 500)], facts).zoneOf('needs')
  expect(items.map(({ votes }) => votes)).toEqual([4, 0])
  expect(items[0]?.cells['votes']).toEqual({ kind: 'votes', count: 4 })
})

test('what lies in no zone is read too', () => {
  expect(
    read([noteRecord({ id: 'shape:x', by: 'ada', text: 'perdu', x: 9000, y: 0 })]).unplaced,
  ).toMatchObject([{ text: 'perdu', zoneId: null }])
})
