import { expect, test } from 'vitest'
import { BoardRoom } from '../testing/board-room.ts'
import { arrowRecord, bindingRecord, groupRecord, noteRecord, zoneRecord } from '../testing/records.ts'

const ANNA = { actorId: 'anna', role: 'writer' } as const
const BEN = { actorId: 'ben', role: 'writer' } as const
const COACH = { actorId: 'coach', role: 'coach' } as const

function openRoom(...records: Parameters<typeof noteRecord>[0][]) {
  const room = new BoardRoom([
    zoneRecord('macro', { x: 0, y: 0, w: 400, h: 400 }),
    zoneRecord('inner', { x: 0, y: 0, w: 220, h: 220 }, 'Zy'),
    ...records.map(noteRecord),
  ])
  return { room, anna: room.join(ANNA), ben: room.join(BEN), coach: room.join(COACH) }
}

test('R1 the bindings of a deleted note go with it', () => {
  const { room, anna, ben } = openRoom({ id: 'shape:a', by: 'anna' })
  ben.put(arrowRecord('shape:arrow', 'ben'), bindingRecord('binding:a', 'shape:arrow', 'shape:a', 'end'))
  room.tick()
  anna.board.delete('shape:a')
  expect(room.tick()).toEqual({ refusals: [], repairs: 1 })
  expect(ben.record('binding:a')).toBeNull()
  expect(ben.record('shape:arrow')).not.toBeNull()
})

test('R1 a binding to nothing does not stay', () => {
  const { room, ben } = openRoom()
  ben.put(arrowRecord('shape:arrow', 'ben'), bindingRecord('binding:a', 'shape:arrow', 'shape:none', 'end'))
  expect(room.tick().repairs).toBe(1)
  expect(ben.record('binding:a')).toBeNull()
})

test('R2 an end of an arrow is tied once', () => {
  const { room, ben } = openRoom({ id: 'shape:a', by: 'anna' })
  ben.put(
    arrowRecord('shape:arrow', 'ben'),
    bindingRecord('binding:1', 'shape:arrow', 'shape:a', 'end'),
    bindingRecord('binding:2', 'shape:arrow', 'shape:a', 'end'),
    bindingRecord('binding:3', 'shape:arrow', 'shape:a', 'start'),
  )
  expect(room.tick().repairs).toBe(1)
  expect([1, 2, 3].map((n) => ben.record(`binding:${n}`) !== null)).toEqual([true, false, true])
})

test('R3 a note put into a group while the group goes keeps its place on the page', () => {
  const { room, anna, ben } = openRoom({ id: 'shape:a', by: 'anna', x: 510, y: 620 })
  anna.put(groupRecord('shape:group', 'anna', { x: 500, y: 600, index: 'a5' }))
  room.tick()
  const elsewhere = room.join(ANNA)
  elsewhere.set('shape:a', { xf: ['shape:group', 'a1', 10, 20, 0] })
  anna.board.delete('shape:group')
  expect(room.tick().repairs).toBe(1)
  expect(ben.record('shape:a')).toMatchObject({ parentId: 'page:page', x: 510, y: 620 })
})

test('R3 also when the group went ticks ago', () => {
  const { room, anna } = openRoom({ id: 'shape:a', by: 'anna', x: 510, y: 620 })
  anna.put(groupRecord('shape:group', 'anna', { x: 500, y: 600, index: 'a5' }))
  room.tick()
  anna.board.delete('shape:group')
  room.tick()
  anna.set('shape:a', { xf: ['shape:group', 'a1', 10, 20, 0] })
  room.tick()
  expect(anna.record('shape:a')).toMatchObject({ parentId: 'page:page', x: 510, y: 620 })
})

test('R3 two groups put into each other come back to the page', () => {
  const { room, anna } = openRoom()
  anna.put(groupRecord('shape:g1', 'anna', { index: 'a5' }), groupRecord('shape:g2', 'anna', { index: 'a6' }))
  room.tick()
  anna.set('shape:g1', { xf: ['shape:g2', 'a1', 0, 0, 0] })
  anna.set('shape:g2', { xf: ['shape:g1', 'a1', 0, 0, 0] })
  room.tick()
  const parents = ['shape:g1', 'shape:g2'].map((id) => anna.record(id)?.['parentId'])
  expect(parents).toContain('page:page')
  expect(parents).not.toEqual(['shape:g2', 'shape:g1'])
})

test('R4 siblings made at the same time get indices of their own', () => {
  const { room, anna, ben } = openRoom()
  anna.put(
    noteRecord({ id: 'shape:a', by: 'anna', index: 'a3' }),
    noteRecord({ id: 'shape:c', by: 'anna', index: 'a4' }),
  )
  ben.put(noteRecord({ id: 'shape:b', by: 'ben', index: 'a3' }))
  expect(room.tick().refusals).toEqual([])
  const indices = ['shape:a', 'shape:b', 'shape:c'].map((id) => String(anna.record(id)?.['index']))
  expect(new Set(indices).size).toBe(3)
  expect([...indices].sort()).toEqual(indices)
})

test('R5 a note carries the smallest zone that holds its centre', () => {
  const { room, anna, ben } = openRoom({ id: 'shape:a', by: 'anna', x: 0, y: 0 })
  expect(ben.record('shape:a')?.meta?.['zone']).toBe('inner')
  anna.set('shape:a', { xf: ['page:page', 'a1', 190, 190, 0], 'm.zone': 'lie' })
  expect(room.tick()).toEqual({ refusals: [], repairs: 1 })
  expect(ben.record('shape:a')?.meta?.['zone']).toBe('macro')
  anna.set('shape:a', { xf: ['page:page', 'a1', 900, 900, 0] })
  room.tick()
  expect(ben.record('shape:a')?.meta?.['zone']).toBeNull()
})

test('R5 a moved zone takes and leaves notes', () => {
  const { room, coach, anna } = openRoom({ id: 'shape:a', by: 'anna', x: 900, y: 900 })
  coach.set('shape:zone-macro', { xf: ['page:page', 'Zz', 800, 800, 0] })
  room.tick()
  expect(anna.record('shape:a')?.meta?.['zone']).toBe('macro')
})

test('R5 a moved group takes its notes along', () => {
  const { room, anna } = openRoom({ id: 'shape:a', by: 'anna', x: 900, y: 900 })
  anna.put(groupRecord('shape:g', 'anna', { x: 900, y: 900, index: 'a5' }))
  anna.set('shape:a', { xf: ['shape:g', 'a1', 0, 0, 0] })
  room.tick()
  anna.set('shape:g', { xf: ['page:page', 'a5', 0, 0, 0] })
  room.tick()
  expect(anna.record('shape:a')?.meta?.['zone']).toBe('inner')
})
