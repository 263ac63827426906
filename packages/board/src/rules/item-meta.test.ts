import { expect, test } from 'vitest'
import { MAX_CELL_LENGTH } from '../content/cells.ts'
import { expectRefused, NOTE, openRoom } from '../testing/expect-refused.ts'
import { noteRecord } from '../testing/records.ts'

const withMeta = (id: string, meta: Record<string, unknown>) => {
  const note = noteRecord({ id, by: 'anna', text: 'a', index: 'a5' })
  return { ...note, meta: { ...note.meta, ...meta } }
}

test.each([
  ['a cell too long', { c_who: 'x'.repeat(MAX_CELL_LENGTH + 1) }],
  ['a cell that is no text and no number', { c_who: true }],
  ['a cell with parts', { c_who: ['x'] }],
  ['a cell without a column', { c_: 'x' }],
  ['a link zone too long', { link: 'x'.repeat(65) }],
  ['a slot between two', { slot: 1.5 }],
])('B8 %s is no meta of a note', (_, meta) => {
  expectRefused(({ anna }) => {
    anna.put(withMeta('shape:x', meta))
    return { by: anna, id: 'shape:x' }
  }, 'schema')
})

test('B17 a writer fills the cells of another’s note', () => {
  const { room, ben } = openRoom()
  ben.set(NOTE, { 'm.c_who': 'chief', 'm.c_count': 3 })
  expect(room.tick().refusals).toEqual([])
  expect(room.record(NOTE)?.meta).toMatchObject({ by: 'anna', c_who: 'chief', c_count: 3 })
})

test('B17 two people fill different cells of one note at once, and both stay', () => {
  const { room, anna, ben } = openRoom()
  anna.set(NOTE, { 'm.c_who': 'chief' })
  ben.set(NOTE, { 'm.c_by': '2027-03' })
  expect(room.tick().refusals).toEqual([])
  expect(room.record(NOTE)?.meta).toMatchObject({ c_who: 'chief', c_by: '2027-03' })
})

test.each(['coach', 'anna'] as const)('B16 %s sets neither slot nor source', (who) => {
  for (const fields of [{ 'm.slot': 1 }, { 'm.source': 'board-12345/shape:x' }]) {
    expectRefused((open) => {
      open[who].set(NOTE, fields)
      return { by: open[who], id: NOTE }
    }, 'server_field')
  }
})

test('B16 a copy of a note that was taken from elsewhere loses its source, and stays', () => {
  const { room, anna } = openRoom()
  anna.put(withMeta('shape:x', { source: 'board-12345/shape:y' }))
  expect(room.tick().refusals).toEqual([])
  expect(room.record('shape:x')?.meta).toEqual({ by: 'anna', zone: 'macro' })
  expect(anna.record('shape:x')).toEqual(room.record('shape:x'))
})

test('B16 a note that the server took from elsewhere keeps its source through its deletion and its return', () => {
  const { room, anna } = openRoom()
  const note = withMeta('shape:x', { source: 'board-12345/shape:y' })
  room.write(note)
  expect(room.record('shape:x')?.meta).toMatchObject({ source: 'board-12345/shape:y' })
  anna.board.delete('shape:x')
  room.tick()
  anna.put(note)
  expect(room.tick().refusals).toEqual([])
  expect(room.record('shape:x')?.meta).toMatchObject({ source: 'board-12345/shape:y' })
})
