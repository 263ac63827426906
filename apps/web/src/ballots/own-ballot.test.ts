import type { Ballot, Cast } from '@tablee/contract'
import { expect, test, vi } from 'vitest'
import { ApiError } from '../api/api-error.ts'
import { OwnBallotKeeper } from './own-ballot.ts'
import { castShelf } from './unsent-cast.ts'

const dots: Ballot = {
  id: 'ballot-1',
  zoneId: 'needs',
  zoneIds: ['needs'],
  kind: 'dots',
  state: 'open',
  voter: 'person',
  budget: 3,
  perItem: null,
  scale: null,
}

/** The memory of one tab. */
function tabMemory(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const values = new Map<string, string>()
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  }
}

/** A server that answers when the test says so. */
function openWire(ballot: Ballot, kept: Cast = {}, memory = tabMemory()) {
  const casts: { votes: Cast; known: Cast; answer(error?: unknown): void }[] = []
  const stored = { votes: kept }
  const keeper = new OwnBallotKeeper(
    {
      read: async () => ({ ballot, ...stored }),
      cast: (votes, known) =>
        new Promise((resolve, reject) => {
          casts.push({
            votes,
            known,
            answer: (error) => (error ? reject(error) : resolve({ ballot, votes })),
          })
        }),
    },
    castShelf(memory, ballot.id, 'actor'),
  )
  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      if (holds()) return resolve()
      const stop = keeper.subscribe(() => {
        if (!holds()) return
        stop()
        resolve()
      })
    })
  return { keeper, casts, until, stored }
}

test('what is given shows at once, with what is left, and is saved when the server says so', async () => {
  const { keeper, casts, until } = openWire(dots, { 'shape:a': 1 })
  await until(() => keeper.state().saving === 'saved')
  expect(keeper.state()).toMatchObject({ votes: { 'shape:a': 1 }, left: 2 })
  keeper.give('shape:b', 2)
  expect(keeper.state()).toMatchObject({ left: 0, saving: 'saving' })
  casts[0]?.answer()
  await until(() => keeper.state().saving === 'saved')
  expect(casts.map(({ votes }) => votes)).toEqual([{ 'shape:a': 1, 'shape:b': 2 }])
})

test('clicks while one request is under way go out together in the next', async () => {
  const { keeper, casts, until } = openWire(dots)
  await until(() => keeper.state().saving === 'saved')
  keeper.give('shape:a', 1)
  keeper.give('shape:a', 2)
  keeper.give('shape:b', 1)
  casts[0]?.answer()
  await vi.waitFor(() => expect(casts).toHaveLength(2))
  casts[1]?.answer()
  await until(() => keeper.state().saving === 'saved')
  expect(casts.map(({ votes }) => votes)).toEqual([{ 'shape:a': 1 }, { 'shape:a': 2, 'shape:b': 1 }])
})

test('when a colleague changed the ballot of the organisation, what it says now is shown, with the reason', async () => {
  const { keeper, casts, until, stored } = openWire({ ...dots, voter: 'organisation' })
  await until(() => keeper.state().saving === 'saved')
  stored.votes = { 'shape:a': 3 }
  keeper.give('shape:b', 1)
  expect(casts[0]?.known).toEqual({})
  casts[0]?.answer(new ApiError('ballot_overtaken'))
  await until(() => keeper.state().saving === 'failed')
  expect(keeper.state()).toMatchObject({ votes: { 'shape:a': 3 }, left: 0 })
  expect(keeper.state().problem).toMatchObject({ code: 'ballot_overtaken' })
})

test('a refusal puts back what the server has, with the reason', async () => {
  const { keeper, casts, until } = openWire(dots, { 'shape:a': 3 })
  await until(() => keeper.state().saving === 'saved')
  keeper.give('shape:b', 1)
  casts[0]?.answer(new ApiError('ballot_over_budget'))
  await until(() => keeper.state().saving === 'failed')
  expect(keeper.state()).toMatchObject({ votes: { 'shape:a': 3 }, left: 0 })
  expect(keeper.state().problem).toMatchObject({ code: 'ballot_over_budget' })
})

test('what did not arrive stays, and is sent when it is tried again', async () => {
  const { keeper, casts, until } = openWire(dots)
  await until(() => keeper.state().saving === 'saved')
  keeper.give('shape:b', 1)
  casts[0]?.answer(new ApiError('offline'))
  await until(() => keeper.state().saving === 'failed')
  expect(keeper.state().votes).toEqual({ 'shape:b': 1 })
  keeper.retry()
  casts[1]?.answer()
  await until(() => keeper.state().saving === 'saved')
  expect(casts[1]?.votes).toEqual({ 'shape:b': 1 })
})

test.each(['step_closed', 'board_archived', 'not_found'] as const)(
  'a vote that is answered with %s goes back to what the server has, and is not sent again',
  async (code) => {
    const memory = tabMemory()
    const { keeper, casts, until } = openWire(dots, { 'shape:a': 3 }, memory)
    await until(() => keeper.state().saving === 'saved')
    keeper.give('shape:a', 1)
    casts[0]?.answer(new ApiError(code))
    await until(() => keeper.state().saving === 'failed')
    expect(keeper.state()).toMatchObject({ votes: { 'shape:a': 3 }, problem: { code } })
    keeper.online()
    expect(casts).toHaveLength(1)
    expect(castShelf(memory, dots.id, 'actor').read()).toBeNull()
  },
)

test('a vote that was given during an outage arrives by itself, at the latest when the network is there again', async () => {
  vi.useFakeTimers()
  try {
    const { keeper, casts } = openWire(dots)
    await vi.advanceTimersByTimeAsync(0)
    keeper.give('shape:b', 1)
    casts[0]?.answer(new ApiError('offline'))
    await vi.advanceTimersByTimeAsync(2_000)
    casts[1]?.answer(new ApiError('rate_limited'))
    await vi.advanceTimersByTimeAsync(2_000)
    expect(casts).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(2_000)
    casts[2]?.answer(new ApiError('unavailable'))
    await vi.advanceTimersByTimeAsync(0)
    keeper.online()
    casts[3]?.answer()
    await vi.advanceTimersByTimeAsync(0)
    expect(keeper.state()).toMatchObject({ votes: { 'shape:b': 1 }, saving: 'saved' })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(casts).toHaveLength(4)
  } finally {
    vi.useRealTimers()
  }
})

test('dots that were placed during an outage are there after a reload, with what the server had then, and are sent', async () => {
  const memory = tabMemory()
  const before = openWire({ ...dots, voter: 'organisation' }, { 'shape:a': 1 }, memory)
  await before.until(() => before.keeper.state().saving === 'saved')
  before.keeper.give('shape:b', 1)
  before.keeper.close()
  const { keeper, casts, until, stored } = openWire({ ...dots, voter: 'organisation' }, {}, memory)
  stored.votes = { 'shape:a': 2 }
  await vi.waitFor(() => expect(casts).toHaveLength(1))
  expect(keeper.state().votes).toEqual({ 'shape:a': 1, 'shape:b': 1 })
  expect(casts[0]).toMatchObject({ votes: { 'shape:a': 1, 'shape:b': 1 }, known: { 'shape:a': 1 } })
  casts[0]?.answer()
  await until(() => keeper.state().saving === 'saved')
  expect(castShelf(memory, dots.id, 'actor').read()).toBeNull()
})

test('what arrived before a reload, though its answer did not, is not sent again', async () => {
  const memory = tabMemory()
  castShelf(memory, dots.id, 'actor').put({ votes: { 'shape:a': 2 }, known: {} })
  const { keeper, casts, until } = openWire({ ...dots, voter: 'organisation' }, { 'shape:a': 2 }, memory)
  await until(() => keeper.state().saving === 'saved')
  expect(casts).toEqual([])
  expect(castShelf(memory, dots.id, 'actor').read()).toBeNull()
})

test('whoever votes in this tab after her sends nothing of hers', () => {
  const memory = tabMemory()
  castShelf(memory, dots.id, 'actor').put({ votes: { 'shape:a': 1 }, known: {} })
  expect(castShelf(memory, dots.id, 'another').read()).toBeNull()
})

test('a score of nought is a score; only taking it back removes it', async () => {
  const { keeper, casts, until } = openWire({
    ...dots,
    kind: 'scores',
    budget: null,
    scale: { min: 0, max: 4 },
  })
  await until(() => keeper.state().saving === 'saved')
  keeper.give('strategy', 0)
  expect(keeper.state()).toMatchObject({ votes: { strategy: 0 }, left: null })
  casts[0]?.answer()
  await until(() => keeper.state().saving === 'saved')
  keeper.give('strategy', null)
  expect(keeper.state().votes).toEqual({})
})
