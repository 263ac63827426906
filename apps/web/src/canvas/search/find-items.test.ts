import { type BoardRecord, readContent } from '@tablee/board'
import { noteRecord, zoneRecord } from '@tablee/board/testing'
import { expect, test } from 'vitest'
import { tableMethod } from '../testing/table-method.ts'
import { findItems } from './find-items.ts'

const method = tableMethod()
const withMeta = (record: BoardRecord, meta: Record<string, unknown>) => ({
  ...record,
  meta: { ...record.meta, ...meta },
})
const records: BoardRecord[] = [
  { id: 'page:page', typeName: 'page', name: '', index: 'a1', meta: {} },
  zoneRecord('needs', { x: 0, y: 0, w: 1200, h: 1000 }),
  withMeta(noteRecord({ id: 'shape:a', by: 'ana', text: 'Être prévenu\nà temps', x: 100, y: 300 }), {
    c_who: 'lead',
    c_by: '2027-03',
  }),
  noteRecord({ id: 'shape:b', by: 'ana', text: 'Voir le plan', x: 5000, y: 300 }),
]
const content = readContent({
  records: new Map(records.map((record) => [record.id, record])),
  method,
  facts: new Map(),
  lang: 'fr',
})
const find = (typed: string) => findItems(content, typed, { method, lang: 'fr' }).map(({ id }) => id)

test('accents, capitals and line breaks do not matter', () => {
  expect(find('ETRE PREVENU a temps')).toEqual(['shape:a'])
})

test('cells are found by their words', () => {
  expect(find('chef·fe mars')).toEqual(['shape:a'])
})

test('what lies in no zone is found too', () => {
  expect(find('plan')).toEqual(['shape:b'])
})

test('all words must be there, and nothing sought finds nothing', () => {
  expect(find('plan temps')).toEqual([])
  expect(find('  ')).toEqual([])
})
