import { expect, test } from 'vitest'
import { crowdedDelayMs, reconnectDelayMs } from './reconnect-delay.ts'

test('P11 the first attempts come within 0.3 to 1.2 s, later ones further apart, never more than 8 s', () => {
  const longest = [1, 2, 3, 4, 5, 6, 100].map((failures) => reconnectDelayMs(failures, 1))
  expect(longest).toEqual([1_200, 1_200, 1_200, 2_400, 4_800, 8_000, 8_000])
  for (const failures of [1, 10]) expect(reconnectDelayMs(failures, 0)).toBe(300)
})

test('P11 who waits for a place asks every 4 to 12 s', () => {
  expect([0, 1].map(crowdedDelayMs)).toEqual([4_000, 12_000])
})
