import { expect, test } from 'vitest'
import { actorOn } from './actor.ts'

const KEY = 'a-secret-of-the-tests-0123456789abcdef'

test('a person is the same actor on one board, and another one elsewhere', () => {
  const here = actorOn(KEY, 'board-1', 'person-1')
  expect(actorOn(KEY, 'board-1', 'person-1')).toEqual(here)
  const others = [
    actorOn(KEY, 'board-2', 'person-1'),
    actorOn(KEY, 'board-1', 'person-2'),
    actorOn(`${KEY}x`, 'board-1', 'person-1'),
  ]
  for (const other of others) expect(other.actorId).not.toBe(here.actorId)
  expect(here.actorId).toMatch(/^[A-Za-z0-9_-]{16}$/)
})

test('every colour carries white text (WCAG 1.4.3)', () => {
  const colours = new Set(Array.from({ length: 300 }, (_, n) => actorOn(KEY, 'board', `person-${n}`).colour))
  expect(colours.size).toBe(12)
  for (const colour of colours) expect(contrastWithWhite(colour)).toBeGreaterThanOrEqual(4.5)
})

function contrastWithWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}
