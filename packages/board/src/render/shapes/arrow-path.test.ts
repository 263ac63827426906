import { describe, expect, test } from 'vitest'
import { boxOutline, distance } from '../pose.ts'
import { arcCurve, elbowCurve, enters, leaves, straightCurve } from './arrow-path.ts'

const START = { x: 0, y: 0 }
const END = { x: 400, y: 0 }

describe('curves', () => {
  test.each([60, -60, 150, 260, -260])(
    'an arc bent by %i px starts, bends and ends where it should',
    (bend) => {
      const curve = arcCurve(START, END, bend)
      expect(distance(curve.at(0), START)).toBeLessThan(1e-6)
      expect(distance(curve.at(1), END)).toBeLessThan(1e-6)
      expect(distance(curve.at(0.5), { x: 200, y: bend })).toBeLessThan(1e-6)
    },
  )

  test('an arc of more than half a circle says so in its path', () => {
    expect(arcCurve(START, END, 100).path(0, 1)).toMatch(/^M0 0A250 250 0 0 [01] 400 0$/)
    expect(arcCurve(START, END, 300).path(0, 1)).toMatch(/ 0 1 [01] 400 0$/)
  })

  test('an elbow turns at its middle', () => {
    const curve = elbowCurve(START, { x: 400, y: 100 }, 0.5)
    expect(curve.path(0, 1)).toBe('M0 0L200 0L200 100L400 100')
    expect(curve.length).toBe(500)
    expect(curve.at(0.5)).toEqual({ x: 200, y: 50 })
  })
})

describe('edges', () => {
  const box = boxOutline(100, 100).map(({ x, y }) => ({ x: x - 50, y: y - 50 }))

  test('a line leaves the shape that it starts in at its edge', () => {
    expect(straightCurve(START, END).at(leaves(straightCurve(START, END), box)).x).toBeCloseTo(50, 1)
  })

  test('a line enters the shape that it ends in at its edge', () => {
    const target = box.map(({ x, y }) => ({ x: x + 400, y }))
    const curve = straightCurve(START, END)
    expect(curve.at(enters(curve, target)).x).toBeCloseTo(350, 1)
  })

  test('a free end is left as it is', () => {
    const curve = straightCurve(START, END)
    expect(leaves(curve, [])).toBe(0)
    expect(enters(curve, [])).toBe(1)
  })
})
