import { expect, test } from 'vitest'
import { TokenBucket } from './token-bucket.ts'

test('a burst is allowed, then the rate, and a refused amount costs nothing', () => {
  const bucket = new TokenBucket(10, 20, 0)
  expect(bucket.take(20, 0)).toBe(true)
  expect(bucket.take(1, 0)).toBe(false)
  expect(bucket.take(6, 500)).toBe(false)
  expect(bucket.take(5, 500)).toBe(true)
  expect(bucket.take(21, 100_000)).toBe(false)
  expect(bucket.take(20, 100_000)).toBe(true)
})

test('what was done already may be owed', () => {
  const bucket = new TokenBucket(10, 20, 0)
  bucket.charge(50, 0)
  expect(bucket.isInDebt(2_900)).toBe(true)
  expect(bucket.isInDebt(3_000)).toBe(false)
  expect(bucket.isFull(4_900)).toBe(false)
  expect(bucket.isFull(5_000)).toBe(true)
})
