import { expect, test } from 'vitest'
import { dateAtX, dateScale, dateShare } from './date-axis.ts'

const AREA = { x: 100, w: 1256 }

test('around today when no mark has a date', () => {
  const scale = dateScale([], '2027-03-12')
  const share = dateShare(scale, AREA, '2027-03')
  expect(share).toBeCloseTo(0.5, 1)
  expect(dateShare(scale, AREA, 'bientôt')).toBeNull()
})

test('every month is read where it is put', () => {
  const scale = dateScale([], '2027-03-12')
  for (const date of ['2025-04', '2026-01', '2027-12', '2029-03']) {
    const share = dateShare(scale, AREA, date) ?? 0
    expect(dateAtX(scale, AREA, AREA.x + share * AREA.w)).toBe(date)
  }
})

test('what lies outside of the axis has its place at the end', () => {
  const scale = dateScale([], '2027-03-12')
  expect(dateAtX(scale, AREA, -5_000)).toBe('2025-03')
  expect(dateShare(scale, AREA, '1998')).toBeCloseTo(124 / AREA.w)
})
