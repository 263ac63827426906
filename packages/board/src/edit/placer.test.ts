import { expect, test } from 'vitest'
import type { BoardRecord } from '../record.ts'
import { methodOfZones, zoneOf } from '../testing/contents.ts'
import { zoneRecord } from '../testing/records.ts'
import { findPlace } from './place-item.ts'
import { placerOn } from './placer.ts'
import { noteShape } from './shapes.ts'

const PAGE = { id: 'page:page', typeName: 'page', name: '', index: 'a1', meta: {} }
const method = methodOfZones([zoneOf('ideas'), zoneOf('plan')])
/** Longest that laying 600 notes may take, in ms: far above what it takes, also on a busy machine. */
const FAST_MS = 3_000

function boardWith(): Map<string, BoardRecord> {
  const zones = [
    zoneRecord('ideas', { x: 0, y: 0, w: 900, h: 700 }),
    zoneRecord('plan', { x: 0, y: 800, w: 900, h: 700 }),
  ]
  return new Map([PAGE, ...zones].map((record) => [record.id, record]))
}
const noteAt = (n: number, { x, y, scale, parentId }: NonNullable<ReturnType<typeof findPlace>>) =>
  noteShape({ id: `shape:n${n}`, parentId, index: 'a1', x, y, meta: {} }, 'x', { growY: 0, scale })

test('notes that are laid one after the other lie where each would be laid by itself', () => {
  const records = boardWith()
  const placer = placerOn(records, method)
  const zoneIds = ['ideas', 'plan', 'ideas']
  for (let n = 0; n < 120; n++) {
    const target = { zoneId: zoneIds[n % 3] ?? '' }
    const alone = findPlace(new Map(records), method, target, { height: 200, without: new Set() })
    const place = placer.find(target, 200)
    expect(place).toEqual(alone)
    if (place) placer.add(noteAt(n, place))
  }
})

test('a zone that is not on the board has no place', () => {
  expect(placerOn(boardWith(), method).find({ zoneId: 'gone' }, 200)).toBeNull()
})

test('hundreds of notes for a zone that is full hold up nobody', () => {
  const placer = placerOn(boardWith(), method)
  const began = performance.now()
  for (let n = 0; n < 600; n++) {
    const place = placer.find({ zoneId: 'ideas' }, 200 + (n % 5) * 20)
    if (place) placer.add(noteAt(n, place))
  }
  expect(performance.now() - began).toBeLessThan(FAST_MS)
})
