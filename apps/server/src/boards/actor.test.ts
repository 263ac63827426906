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
