import { expect, test } from 'vitest'
import type { BoardRecord } from './record.ts'
import { groupRecord, noteRecord, zoneRecord } from './testing/records.ts'
import { zoneAreas, zoneAtPoint, zoneOfShape } from './zones.ts'

const PAGE: BoardRecord = { id: 'page:page', typeName: 'page', name: '', index: 'a1', meta: {} }
const OUTER = zoneRecord('outer', { x: 0, y: 0, w: 1_000, h: 1_000 })
const INNER = zoneRecord('inner', { x: 100, y: 100, w: 300, h: 300 })

function zoneOf(record: BoardRecord, ...others: BoardRecord[]): string | null {
  const records = [PAGE, OUTER, INNER, record, ...others]
  return zoneOfShape(record, new Map(records.map((each) => [each.id, each])), zoneAreas(records))
}

test('the smallest zone around a point wins', () => {
  const zones = zoneAreas([OUTER, INNER])
  expect(zoneAtPoint(zones, { x: 150, y: 150 })).toBe('inner')
  expect(zoneAtPoint(zones, { x: 50, y: 50 })).toBe('outer')
  expect(zoneAtPoint(zones, { x: 1_050, y: 50 })).toBeNull()
})

test('a note lies where its centre lies', () => {
  expect(zoneOf(noteRecord({ id: 'shape:n', by: 'anna', x: 0, y: 0 }))).toBe('inner')
  expect(zoneOf(noteRecord({ id: 'shape:n', by: 'anna', x: -1, y: 0 }))).toBe('outer')
})

test('a grown note has its centre lower', () => {
  const note = noteRecord({ id: 'shape:n', by: 'anna', x: 100, y: 290 })
  expect(zoneOf(note)).toBe('inner')
  expect(zoneOf({ ...note, props: { ...note.props, growY: 100 } })).toBe('outer')
})

test('a turned note turns around its corner', () => {
  const note = noteRecord({ id: 'shape:n', by: 'anna', x: 1_050, y: 500 })
  expect(zoneOf(note)).toBeNull()
  expect(zoneOf({ ...note, rotation: Math.PI })).toBe('outer')
})

test('groups carry their notes along, turned or not', () => {
  const note = noteRecord({ id: 'shape:n', by: 'anna', x: 0, y: 0, parentId: 'shape:g' })
  expect(zoneOf(note, groupRecord('shape:g', 'anna', { x: 700 }))).toBe('outer')
  expect(zoneOf(note, { ...groupRecord('shape:g', 'anna', { x: 400 }), rotation: Math.PI / 2 })).toBe('inner')
})

test('furniture, bindings and what hangs nowhere lie in no zone', () => {
  expect(zoneOf(INNER)).toBeNull()
  expect(zoneOf(noteRecord({ id: 'shape:n', by: 'anna', parentId: 'shape:gone' }))).toBeNull()
})
