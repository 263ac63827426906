import { expect, test } from 'vitest'
import { waitOf, watchLoop } from './loop-watch.ts'

test('a long stall weighs by its length', () => {
  // in one stall of 30 ms, moments of 10 ms wait for more than 20 ms
  expect(waitOf([0, 0, 30], 10)).toBe(20)
  expect(waitOf([20, 30], 10)).toBe(20)
  expect(waitOf([20, 30], 20)).toBe(15)
  expect(waitOf([1, 1, 1], 10)).toBe(0)
  expect(waitOf([], 10)).toBe(0)
})

test('a loop that stood still is seen', async () => {
  const end = watchLoop()
  await new Promise((resolve) => setImmediate(resolve))
  const untilMs = performance.now() + 60
  while (performance.now() < untilMs);
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(end().max).toBeGreaterThan(40)
})
