import { expect, test } from 'vitest'
import { CommonClocks } from './common-clocks.ts'

const clocks = (...entries: [number, number][]) => new Map(entries)

test('copies that are near each other have in common what each of them has', () => {
  const common = new CommonClocks(clocks([1, 5_000], [2, 300], [3, 7]))
  expect(common.takeIn(clocks([1, 4_900], [2, 310], [4, 20]))).toBe(true)
  expect(common.takeIn(clocks([1, 5_000], [2, 290]))).toBe(true)
  expect(common.clocks).toEqual(clocks([1, 4_900], [2, 290]))
})

test('a copy that lacks much more, or has much more, is left out and changes nothing', () => {
  const common = new CommonClocks(clocks([1, 5_000], [2, 2_000]))
  for (const far of [clocks([1, 3_000], [2, 2_000]), clocks([1, 5_000]), clocks([1, 9_000], [2, 2_000])])
    expect(common.takeIn(far)).toBe(false)
  expect(common.clocks).toEqual(clocks([1, 5_000], [2, 2_000]))
})

test('many copies that each lack a little else do not make everybody’s answer long', () => {
  const first = clocks(...Array.from({ length: 20 }, (_, client): [number, number] => [client, 400]))
  const common = new CommonClocks(first)
  const taken = Array.from({ length: 20 }, (_, client) => common.takeIn(new Map(first).set(client, 100)))
  expect(taken.filter(Boolean)).toHaveLength(3)
})
