import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type LookOptions, lookRegularly } from './look-regularly.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Looks that end when the test says so. */
function watchedLook(more: Partial<LookOptions> = {}) {
  const ends: (() => void)[] = []
  const failures: unknown[] = []
  let begun = 0
  let atOnce = 0
  const looking = lookRegularly({
    everyMs: 1_000,
    failed: (err) => failures.push(err),
    async work() {
      begun += 1
      atOnce += 1
      expect(atOnce).toBe(1)
      await new Promise<void>((resolve) => ends.push(resolve))
      atOnce -= 1
    },
    ...more,
  })
  const end = async () => {
    ends.shift()?.()
    await vi.advanceTimersByTimeAsync(0)
  }
  return { ...looking, end, failures, begun: () => begun }
}

test('it is looked again and again, at once only where that is wanted', async () => {
  const later = watchedLook()
  const now = watchedLook({ atOnce: true })
  await vi.advanceTimersByTimeAsync(0)
  expect([later.begun(), now.begun()]).toEqual([0, 1])
  await now.end()
  await vi.advanceTimersByTimeAsync(1_000)
  expect([later.begun(), now.begun()]).toEqual([1, 2])
  await later.end()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(later.begun()).toBe(2)
})

test('one look at a time: however often somebody asks during one, one more follows, and all wait for that', async () => {
  const { look, end, begun, failures } = watchedLook()
  const first = look()
  await vi.advanceTimersByTimeAsync(10_000)
  const asked = [look(), look(), look()]
  expect(begun()).toBe(1)
  let answered = 0
  for (const each of asked) void each.then(() => answered++)
  await end()
  await first
  expect([begun(), answered]).toEqual([2, 0])
  await end()
  expect([begun(), answered]).toEqual([2, 3])
  expect(failures).toEqual([])
})

test('what a look throws is told, and the next one tries again', async () => {
  let broken = true
  const { look, failures } = watchedLook({
    work: async () => {
      if (broken) throw new Error('the disk does not answer')
    },
  })
  await look()
  broken = false
  await look()
  expect(failures).toEqual([new Error('the disk does not answer')])
})

test('closing waits for the look under way, tells it, and lets none follow', async () => {
  const steps: string[] = []
  let go: () => void = () => undefined
  const { look, close, failures } = watchedLook({
    work: async (isOver) => {
      steps.push('begins')
      await new Promise<void>((resolve) => {
        go = resolve
      })
      if (isOver()) throw new Error('the database is closed')
      steps.push('goes on')
    },
  })
  void look()
  await vi.advanceTimersByTimeAsync(0)
  void look()
  const closed = close().then(() => steps.push('closed'))
  await vi.advanceTimersByTimeAsync(5_000)
  expect(steps).toEqual(['begins'])
  go()
  await closed
  await vi.advanceTimersByTimeAsync(5_000)
  expect(steps).toEqual(['begins', 'closed'])
  expect(failures).toEqual([])
})
