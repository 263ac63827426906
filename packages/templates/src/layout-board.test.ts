import { createBoardSchema, hasSheet } from '@tablee/board'
import { describe, expect, test } from 'vitest'
import { noteSlots, templateRecords, ZONE_HEADER_PX } from './layout-board.ts'
import { NOTE_PX } from './note-grid.ts'
import { findTemplate, TEMPLATES } from './templates.ts'

describe.each(TEMPLATES)('the board of $id', (template) => {
  const records = templateRecords(template)
  const zones = records.filter((record) => record.type === 'zone')

  test('is accepted by the board schema as it is', () => {
    const { shape } = createBoardSchema().types
    for (const record of records) expect(() => shape.validate(record), record.id).not.toThrow()
  })

  test('is locked furniture under stable ids', () => {
    expect(records.map((record) => record.id)).toEqual([
      'shape:banner',
      ...template.zones.map((zone) => `shape:zone-${zone.id}`),
      ...template.zones.filter(hasSheet).map((zone) => `shape:sheet-${zone.id}`),
    ])
    for (const record of records) {
      expect(record).toMatchObject({ isLocked: true, meta: { furniture: true }, parentId: 'page:page' })
    }
  })

  test('is stacked in one order: indices rise and differ', () => {
    const indices = records.map((record) => String(record['index']))
    expect(indices).toEqual([...new Set(indices)].sort())
  })

  test('has zones beside each other, below the banner', () => {
    const boxes = records.filter(({ type }) => type !== 'sheet').map((record) => boxOf(record))
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) {
        const apart = a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y
        expect(apart).toBe(true)
      }
    }
    expect(Math.min(...boxes.slice(1).map((box) => box.y))).toBeGreaterThan(boxes[0]?.h ?? 0)
  })

  test('has a sheet under the prompt of every text zone, and nowhere else', () => {
    for (const sheet of records.filter(({ type }) => type === 'sheet')) {
      const zone = zones.find(({ props }) => props?.['zoneId'] === sheet.props?.['zoneId'])
      const [inner, outer] = [boxOf(sheet), boxOf(zone ?? sheet)]
      expect(zone?.props?.['kind']).toBe('text')
      expect(inner.y).toBeGreaterThanOrEqual(outer.y + ZONE_HEADER_PX)
      expect(inner.x).toBeGreaterThan(outer.x)
      expect(inner.x + inner.w).toBeLessThan(outer.x + outer.w)
      expect(inner.y + inner.h).toBeLessThan(outer.y + outer.h)
    }
  })

  test('has room for a row of three notes under the prompt of every zone', () => {
    for (const zone of zones) {
      const box = boxOf(zone)
      const slots = noteSlots(zone)
      expect(slots.length, zone.id).toBeGreaterThanOrEqual(3)
      for (const slot of slots) {
        expect(slot.x).toBeGreaterThanOrEqual(box.x)
        expect(slot.x + NOTE_PX).toBeLessThanOrEqual(box.x + box.w)
        expect(slot.y).toBeGreaterThanOrEqual(box.y + ZONE_HEADER_PX)
        expect(slot.y + NOTE_PX).toBeLessThanOrEqual(box.y + box.h)
      }
    }
  })
})

test('what is no zone has no place for notes', () => {
  expect(noteSlots({ id: 'shape:a', typeName: 'shape' })).toEqual([])
})

test('a zone says what it asks in every language, and to which family it belongs', () => {
  const template = findTemplate('needs-macro-micro')
  const zone = template && templateRecords(template).find((record) => record.id === 'shape:zone-micro_in')
  expect(zone?.props).toMatchObject({
    zoneId: 'micro_in',
    kind: 'list',
    family: 'needs',
    title: { nl: 'Eerste perimeter: binnen' },
    prompt: { en: 'What is part of the first step?' },
  })
})

function boxOf(record: { [key: string]: unknown; props?: Record<string, unknown> }) {
  return {
    x: Number(record['x']),
    y: Number(record['y']),
    w: Number(record.props?.['w']),
    h: Number(record.props?.['h']),
  }
}
