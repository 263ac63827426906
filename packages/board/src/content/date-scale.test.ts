import { expect, test } from 'vitest'
import { contentOf, methodOfZones, zoneOf } from '../testing/contents.ts'
import { noteRecord } from '../testing/records.ts'
import { boardDateScale, dateTicks, dateX, hasDateAxis, monthAt, todayX } from './date-scale.ts'

const TODAY = new Date(2026, 10, 28)
const WIDTH = 3816

const frise = methodOfZones([
  zoneOf('axis', { kind: 'date', options: { marks: ['start', 'today', 'horizon'] } }),
  zoneOf('milestones', { kind: 'date' }),
])
const written = (...texts: string[]) =>
  contentOf(
    frise,
    texts.map((text, at) => noteRecord({ id: `shape:${at}`, by: 'ada', text, x: 50 + at * 250, y: 200 })),
  )

test('an axis reaches two years before and after today when nothing on the board says otherwise', () => {
  const scale = boardDateScale(written(), TODAY)
  expect(monthAt(scale, WIDTH, 0)).toBe('2024-11')
  expect(monthAt(scale, WIDTH, WIDTH)).toBe('2028-11')
})

test('the dates written on the marks are the ends of the axis', () => {
  const scale = boardDateScale(written('Premier pas\nmars 2019', '2030'), TODAY)
  expect(monthAt(scale, WIDTH, 0)).toBe('2019-03')
  expect(monthAt(scale, WIDTH, WIDTH)).toBe('2030-01')
})

test('the place of a month is read as that month again', () => {
  const scale = boardDateScale(written(), TODAY)
  for (const month of ['2024-12', '2026-01', '2027-03', '2028-10'])
    expect(monthAt(scale, WIDTH, dateX(scale, WIDTH, month))).toBe(month)
})

test('a date outside of the axis lies at its end, inside of the zone', () => {
  const scale = boardDateScale(written(), TODAY)
  expect(dateX(scale, WIDTH, '1999')).toBeGreaterThan(100)
  expect(dateX(scale, WIDTH, '2099')).toBeLessThan(WIDTH - 100)
})

test('the dates under an axis are in words and keep their distance', () => {
  const scale = boardDateScale(written(), TODAY)
  for (const width of [936, 1256, 3816]) {
    const ticks = dateTicks(scale, width, 'fr')
    expect(ticks.length).toBeGreaterThan(1)
    for (const [at, tick] of ticks.slice(1).entries()) {
      expect(tick.x - (ticks[at]?.x ?? 0)).toBeGreaterThanOrEqual(190)
      expect(tick.label).toMatch(/^\p{L}+\.? \d{4}$/u)
    }
  }
})

test('today has a place on an axis that reaches it, and none on one that does not', () => {
  expect(todayX(boardDateScale(written(), TODAY), WIDTH, TODAY)).toBeCloseTo(WIDTH / 2, 0)
  expect(todayX(boardDateScale(written('2010', '2015'), TODAY), WIDTH, TODAY)).toBeNull()
})

test('marks and tables without a date have no axis of their own', () => {
  expect(frise.zones.map(hasDateAxis)).toEqual([false, true])
  const day = { id: 'day', label: { fr: '', nl: '', en: '' }, type: 'text' } as const
  expect(hasDateAxis(zoneOf('dday', { kind: 'date', options: { cols: [day] } }))).toBe(false)
})
