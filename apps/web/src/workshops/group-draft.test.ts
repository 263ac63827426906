import { expect, test } from 'vitest'
import { clashesIn, membersOf, withCount, withPlace } from './group-draft.ts'

const organisations = ['a', 'b', 'c'].map((id) => ({ id }))
const draft = { names: ['Meuse', 'Sambre'], placed: { a: 0, b: 1, c: 1 } }

test('with fewer groups, who was in the last one waits; with more, they get names', () => {
  const fewer = withCount(draft, 1, (number) => `Groupe ${number}`)
  expect(membersOf(fewer, organisations, null)).toEqual([{ id: 'b' }, { id: 'c' }])
  expect(withCount(fewer, 3, (number) => `Groupe ${number}`).names).toEqual(['Meuse', 'Groupe 2', 'Groupe 3'])
})

test('an organisation is in one group, or waits', () => {
  const moved = withPlace(draft, 'a', 1)
  expect(membersOf(moved, organisations, 1)).toEqual(organisations)
  expect(membersOf(withPlace(moved, 'a', null), organisations, null)).toEqual([{ id: 'a' }])
})

test('names the pairs that must not be together and are', () => {
  const pairs = [
    ['a', 'b'],
    ['c', 'b'],
  ] as const
  expect(clashesIn(membersOf(draft, organisations, 1), pairs)).toEqual([['c', 'b']])
  expect(clashesIn(membersOf(draft, organisations, 0), pairs)).toEqual([])
})
