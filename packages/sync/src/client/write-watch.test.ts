import { expect, onTestFinished, test, vi } from 'vitest'
import { WriteWatch } from './write-watch.ts'

function watch() {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const changes: boolean[] = []
  const writes = new WriteWatch(() => changes.push(writes.late))
  return { writes, changes }
}

test('P18 a write that takes more than two seconds is late until it has ended', () => {
  const { writes, changes } = watch()
  const end = writes.begin()
  vi.advanceTimersByTime(1_999)
  expect(writes.late).toBe(false)
  vi.advanceTimersByTime(1)
  expect(writes.late).toBe(true)
  vi.advanceTimersByTime(60_000)
  end()
  end()
  expect(changes).toEqual([true, false])
})

test('P18 many writes of which each is quick are never late', () => {
  const { writes, changes } = watch()
  let end = writes.begin()
  for (let write = 0; write < 100; write += 1) {
    const next = writes.begin()
    vi.advanceTimersByTime(100)
    end()
    end = next
  }
  end()
  vi.advanceTimersByTime(10_000)
  expect(changes).toEqual([])
})
