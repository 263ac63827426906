import { expect, test } from 'vitest'
import { firstZone, mostVoted, rankItems } from './take-plan.ts'

const item = (id: string, votes: number | null) => ({ id, text: id, votes })
const zone = (id: string, votes: readonly (number | null)[]) => ({
  id,
  label: { fr: id, nl: id, en: id },
  takes: true,
  left: null,
  items: votes.map((each, at) => item(`${id}${at}`, each)),
})
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id)

test('items are offered by their votes, and equal ones in the order of the board', () => {
  expect(ids(rankItems(zone('a', [1, 4, null, 4, 0])))).toEqual(['a1', 'a3', 'a0', 'a2', 'a4'])
})

test('the most voted are as many as asked for, with those that are level with the last', () => {
  expect(ids(mostVoted(zone('a', [3, 1, 2, 2, 0]), 2))).toEqual(['a0', 'a2', 'a3'])
  expect(ids(mostVoted(zone('a', [3, 1]), 5))).toEqual(['a0', 'a1'])
})

test('nothing without a vote is among the most voted', () => {
  expect(mostVoted(zone('a', [null, 0, null]), 5)).toEqual([])
  expect(ids(mostVoted(zone('a', [0, 2, 0]), 5))).toEqual(['a1'])
})

test('the zone with votes is offered before fuller ones', () => {
  expect(firstZone([zone('a', [null, null, null]), zone('b', [1])])?.id).toBe('b')
  expect(firstZone([zone('a', [null]), zone('b', [null, null])])?.id).toBe('b')
  expect(firstZone([])).toBeUndefined()
})
