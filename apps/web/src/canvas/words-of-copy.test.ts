import { buildBoardDoc } from '@tablee/board'
import { watchContent } from '@tablee/board/content'
import { addItems, addLink, moveItem, type Writer } from '@tablee/board/edit'
import { zoneRecord } from '@tablee/board/testing'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { parseList } from '../imports/parse-list.ts'
import { tableMethod } from './testing/table-method.ts'
import { wordsOfCopy } from './words-of-copy.ts'

const READER = {
  actorId: 'anna',
  lang: 'fr',
  headings: { how: 'Copiez, collez.', own: 'Vos notes', others: 'Le reste', noZone: 'Hors des zones' },
} as const

function openBoard() {
  const records = [
    zoneRecord('needs', { x: 0, y: 0, w: 1200, h: 1000 }),
    zoneRecord('families', { x: 0, y: 1200, w: 1200, h: 1000 }, 'Zy'),
  ]
  const doc = buildBoardDoc(records, { template: 'm', version: '1.0.0', method: tableMethod() })
  const as = (by: string): Writer => ({ doc, by, role: 'writer' })
  const needs = () => {
    const watched = watchContent(doc, { lang: 'fr' })
    const items = watched.content()?.zones[0]?.items ?? []
    watched.stop()
    return items
  }
  return { doc, as, needs }
}

test('a copy is told in words: her own notes first, and after them all that stands on the board', () => {
  const { doc, as } = openBoard()
  addItems(as('bob'), [{ zoneId: 'families', text: 'de Bob' }])
  const [first, second] = addItems(as('anna'), [
    { zoneId: 'families', text: 'la mienne\nen deux lignes' },
    { zoneId: 'needs', text: 'Un agenda', cells: { who: 'lead', by: '2027-03' } },
    { zoneId: 'needs', text: '' },
  ])
  addLink(as('bob'), { from: second ?? '', to: first ?? '', zoneId: null })
  expect(wordsOfCopy(Y.encodeStateAsUpdate(doc), READER)).toBe(
    [
      '# m',
      '',
      'Copiez, collez.',
      '',
      '## Vos notes',
      '',
      '### needs',
      '- Chef·fe d’équipe | Un agenda | mars 2027',
      '',
      '### families',
      '- la mienne',
      '  en deux lignes',
      '',
      '## Le reste',
      '',
      '### families',
      '- de Bob',
      '',
      '### →',
      '- Un agenda → la mienne en deux lignes',
      '',
    ].join('\n'),
  )
})

test('what is copied from it and pasted becomes the same notes again', () => {
  const before = openBoard()
  addItems(before.as('anna'), [
    { zoneId: 'needs', text: 'Un agenda', cells: { who: 'lead', by: '2027-03' } },
    { zoneId: 'needs', text: 'Une salle', cells: {} },
  ])
  const words = wordsOfCopy(Y.encodeStateAsUpdate(before.doc), READER) ?? ''
  const pasted = parseList(words.slice(words.indexOf('- ')))
  const after = openBoard()
  addItems(
    after.as('anna'),
    pasted.map(([text = '']) => ({ zoneId: 'needs', text })),
  )
  const told = (items: ReturnType<typeof after.needs>) => items.map(({ title }) => title)
  expect(told(after.needs())).toEqual(told(before.needs()))
  expect(after.needs().map(({ cells }) => cells['need'])).toEqual(
    before.needs().map(({ cells }) => cells['need']),
  )
})

test('bytes that hold no board give no words', () => {
  expect(wordsOfCopy(new Uint8Array([1, 2, 3]), READER)).toBeNull()
  expect(wordsOfCopy(Y.encodeStateAsUpdate(new Y.Doc()), READER)).toBeNull()
})

test('a note that was moved out of its table is told with what it said there', () => {
  const { doc, as } = openBoard()
  const [row] = addItems(as('anna'), [
    { zoneId: 'needs', text: 'Un agenda', cells: { who: 'lead', by: '2027-03' } },
  ])
  expect(moveItem(as('anna'), row ?? '', { zoneId: 'families' })).toBe(true)
  const lines = wordsOfCopy(Y.encodeStateAsUpdate(doc), READER)?.split('\n') ?? []
  expect(lines.slice(lines.indexOf('### families'))).toEqual([
    '### families',
    '- Un agenda | Chef·fe d’équipe | mars 2027',
    '',
  ])
})
