import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { applyFields, decodeRecord, diffFields, encodeRecord, writeFields } from './codec.ts'
import { boardRoot } from './layout.ts'
import type { BoardRecord } from './record.ts'
import { plainToRichText, richTextToPlain } from './rich-text.ts'
import { arrowRecord, bindingRecord, imageAsset, noteRecord, zoneRecord } from './testing/records.ts'

const NOTE = noteRecord({ id: 'shape:n', by: 'anna', text: 'one\n\ntwo' })

function stored(record: BoardRecord) {
  const doc = new Y.Doc()
  boardRoot(doc).set(record.id, encodeRecord(record))
  const map = boardRoot(doc).get(record.id)
  if (!map) throw new Error('nothing stored')
  return { doc, map }
}

test.each([
  NOTE,
  zoneRecord('macro', { x: 1, y: 2, w: 3, h: 4 }),
  arrowRecord('shape:arrow', 'anna'),
  bindingRecord('binding:b', 'shape:arrow', 'shape:n', 'end'),
  imageAsset('asset:a', null),
])('a record comes out as it went in ($id)', (record) => {
  const { doc } = stored(record)
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  const map = boardRoot(copy).get(record.id)
  expect(map && decodeRecord(map)).toEqual(record)
})

test('the difference between two versions turns one into the other', () => {
  const next: BoardRecord = {
    ...NOTE,
    x: 5,
    parentId: 'shape:frame',
    isLocked: true,
    props: { ...NOTE.props, color: 'red', richText: plainToRichText('three') },
    meta: { zone: 'macro' },
  }
  const changes = diffFields(NOTE, next)
  expect([...changes.keys()].sort()).toEqual(['f.isLocked', 'm.by', 'm.zone', 'p.color', 'rt', 'xf'])
  expect(applyFields(NOTE, changes)).toEqual(next)
  const { map } = stored(NOTE)
  expect(writeFields(map, changes)).toBe(6)
  expect(decodeRecord(map)).toEqual(next)
  expect(diffFields(next, next).size).toBe(0)
})

test('what stands there already is not written again', () => {
  const { doc, map } = stored(NOTE)
  let updates = 0
  doc.on('update', () => {
    updates += 1
  })
  expect(writeFields(map, diffFields({ ...NOTE, x: 9, props: {} }, NOTE))).toBe(0)
  expect(updates).toBe(0)
})

test('two people who change different fields both keep their change', () => {
  const { doc, map } = stored(NOTE)
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  const theirs = boardRoot(other).get(NOTE.id)
  if (!theirs) throw new Error('not received')
  writeFields(map, [['p.color', 'red']])
  writeFields(theirs, [['xf', ['page:page', 'a1', 7, 8, 0]]])
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  expect(decodeRecord(map)).toMatchObject({ x: 7, y: 8, props: { color: 'red' } })
  expect(decodeRecord(theirs)).toEqual(decodeRecord(map))
})

test('the canvas may write a changed text letter by letter', () => {
  const { map } = stored(NOTE)
  const seen: unknown[] = []
  writeFields(map, [['rt', plainToRichText('other')]], (_fragment, json) => seen.push(json))
  expect(seen).toEqual([plainToRichText('other')])
  expect(richTextToPlain(decodeRecord(map)?.props?.['richText'])).toBe('one\n\ntwo')
})

test('a map without a record decodes to nothing', () => {
  const doc = new Y.Doc()
  expect(decodeRecord(doc.getMap('x'))).toBeNull()
})
