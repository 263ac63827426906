import { expect, test } from 'vitest'
import { clockText, untilNextSecondMs } from './time-text.ts'

test.each([
  [600_000, '10:00'],
  [599_999, '10:00'],
  [599_000, '9:59'],
  [61_000, '1:01'],
  [1, '0:01'],
  [0, '0:00'],
  [-999, '0:00'],
  [-1_000, '+0:01'],
  [-125_000, '+2:05'],
  [3_900_000, '1:05:00'],
])('%i ms left show %s', (leftMs, text) => {
  expect(clockText(leftMs)).toBe(text)
})

test('the text changes at the same moment for everybody: when a whole second is left', () => {
  const endsAtMs = 1_000_000
  for (const nowMs of [990_250, 999_999, 1_000_000, 1_000_001, 1_003_400]) {
    const changesAt = nowMs + untilNextSecondMs(endsAtMs, nowMs)
    expect(Math.abs((endsAtMs - changesAt) % 1_000)).toBe(0)
    expect(clockText(endsAtMs - changesAt)).not.toBe(clockText(endsAtMs - changesAt + 1_000))
    expect(changesAt - nowMs).toBeGreaterThan(0)
    expect(changesAt - nowMs).toBeLessThanOrEqual(1_000)
  }
})
