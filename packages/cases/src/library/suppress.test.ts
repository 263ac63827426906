import { expect, test } from 'vitest'
import { seededRandom } from '../text/seeded-random.ts'
import { countWithHidden, shownCount, suppressCounts, suppressTable } from './suppress.ts'

const page = (counts: readonly number[]): string => JSON.stringify(suppressCounts(counts))

/** Every way to share out a number over so many terms. */
function* shares(total: number, terms: number): Generator<number[]> {
  if (terms === 1) yield [total]
  else
    for (let first = 0; first <= total; first += 1)
      for (const rest of shares(total - first, terms - 1)) yield [first, ...rest]
}

test('R110 a count under three is few, none included', () => {
  expect([0, 1, 2].map(shownCount)).toEqual([{ shown: 'few' }, { shown: 'few' }, { shown: 'few' }])
  expect(shownCount(3)).toEqual({ shown: 'exact', count: 3 })
})

test('R111 one small count takes the smallest large one with it, and both look the same', () => {
  expect(suppressCounts([12, 1, 5])).toEqual([
    { shown: 'exact', count: 12 },
    { shown: 'withheld' },
    { shown: 'withheld' },
  ])
  expect(suppressCounts([12, 0, 5])[2]).toEqual({ shown: 'exact', count: 5 })
  expect(suppressCounts([12, 2, 0, 5])[3]).toEqual({ shown: 'exact', count: 5 })
})

test('R111 a count of one or two cannot be computed from the other counts and the total', () => {
  const random = seededRandom('libraries')
  for (let round = 0; round < 300; round += 1) {
    const terms = 2 + Math.floor(random() * 3)
    const counts = Array.from({ length: terms }, () => Math.floor(random() * random() * 9))
    const shown = page(counts)
    const total = counts.reduce((sum, count) => sum + count, 0)
    const isSharedOut = counts.some((count) => count >= 3)
    for (const [at, count] of counts.entries()) {
      if (count === 0 || count > 2) continue
      // the reader knows this function, the page, the total, and that every case says its term; only where no term
      // has three cases must she not know the last
      const possible = new Set<number>()
      for (let silent = 0; silent <= (isSharedOut ? 0 : total); silent += 1)
        for (const other of shares(total - silent, terms))
          if (page(other) === shown) possible.add(other[at] ?? -1)
      expect(possible.size, `${counts.join(' ')}: ${shown}`).toBeGreaterThan(1)
    }
  }
})

test('R112 tags that are only counted enter a count in whole threes', () => {
  expect([0, 2, 3, 4, 5, 6].map((hidden) => countWithHidden(4, hidden))).toEqual([4, 4, 7, 7, 7, 10])
})

test('R111 no line of a table has a single unknown count, and what is withheld is never a small one in plain sight', () => {
  const random = seededRandom('tables')
  for (let round = 0; round < 200; round += 1) {
    const height = 2 + Math.floor(random() * 4)
    const width = 2 + Math.floor(random() * 4)
    const rows = Array.from({ length: height }, () =>
      Array.from({ length: width }, () => Math.floor(random() * random() * 20)),
    )
    const shown = suppressTable(rows)
    const unknownIn = (cells: readonly [number, number][]) =>
      cells.filter(([row, column]) => shown[row]?.[column]?.shown !== 'exact')
    const lines = [
      ...rows.map((row, at) => row.map((_, column): [number, number] => [at, column])),
      ...(rows[0] ?? []).map((_, column) => rows.map((_, at): [number, number] => [at, column])),
    ]
    for (const line of lines) {
      const unknown = unknownIn(line)
      const [only] = unknown
      if (unknown.length === 1 && only) expect(rows[only[0]]?.[only[1]]).toBe(0)
    }
    for (const [at, row] of rows.entries())
      for (const [column, count] of row.entries())
        if (count < 3) expect(shown[at]?.[column]?.shown).not.toBe('exact')
  }
})
