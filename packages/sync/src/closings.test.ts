import { expect, test } from 'vitest'
import { Closings } from './closings.ts'

test('R8 who was admitted before a closing is touched by it when it meant her, or everybody, or is long ago', () => {
  const closings = new Closings()
  closings.add({ authorId: 'anna' })
  const { count } = closings
  expect(closings.haveTouched(count, 'room', 'anna')).toBe(false)
  closings.add({ authorId: 'bob' })
  closings.add({ room: 'other' })
  closings.add({ room: 'other', authorId: 'anna' })
  expect(closings.haveTouched(count, 'room', 'anna')).toBe(false)
  expect(closings.haveTouched(count, 'room', 'bob')).toBe(true)
  expect(closings.haveTouched(count, 'other', 'carl')).toBe(true)
  expect(closings.haveTouched(count + 3, 'other', 'carl')).toBe(false)
  closings.add({})
  expect(closings.haveTouched(count, 'room', 'anna')).toBe(true)
  const later = closings.count
  for (let time = 0; time < 1_000; time++) closings.add({ authorId: 'bob' })
  expect(closings.haveTouched(later, 'room', 'anna')).toBe(true)
})
