import { expect, test } from 'vitest'
import { freePlace, moved, resized, shownRows } from './grid-geometry.ts'

const box = { x: 8, y: 0, w: 4, h: 2 }

test('a zone stops at the frame', () => {
  expect(moved(box, 1, -1)).toEqual(box)
  expect(moved(box, -20, 3)).toEqual({ ...box, x: 0, y: 3 })
  expect(moved(box, 0, 100).y).toBe(22)
})

test('a zone grows to the frame, and shrinks until its title no longer fits', () => {
  expect(resized(box, 1, 1)).toEqual({ ...box, h: 3 })
  expect(resized(box, -9, -9)).toEqual({ ...box, w: 2, h: 1 })
})

test('a zone that already leaves the frame is brought back by moving it', () => {
  expect(moved({ x: 11, y: -2, w: 4, h: 2 }, 0, 0)).toEqual({ x: 8, y: 0, w: 4, h: 2 })
})

test('a new zone finds the first free place', () => {
  expect(freePlace([])).toEqual({ x: 0, y: 0, w: 4, h: 2 })
  expect(freePlace([{ x: 0, y: 0, w: 9, h: 1 }, box])).toEqual({ x: 0, y: 1, w: 4, h: 2 })
})

test('there is always room below the last zone', () => {
  expect(shownRows([{ x: 0, y: 7, w: 12, h: 2 }])).toBe(11)
  expect(shownRows([])).toBe(8)
})
