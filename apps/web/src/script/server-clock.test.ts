import { expect, test } from 'vitest'
import { ServerClock } from './server-clock.ts'

const NOON = Date.UTC(2026, 10, 28, 12)

/** A device whose clock is wrong, a line that takes its time, and a server that knows what time it is. */
function openDevice(options: { wrongByMs: number; delaysMs: readonly (readonly [number, number])[] }) {
  let steadyMs = 1_000
  let wallMs = NOON + options.wrongByMs
  let trueMs = NOON
  let asked = 0
  let isOffline = false
  const waiting: { run: () => void; ms: number }[] = []
  const pass = (ms: number) => {
    steadyMs += ms
    wallMs += ms
    trueMs += ms
  }
  const clock = new ServerClock({
    async ask() {
      if (isOffline) throw new Error('offline')
      const [there, back] = options.delaysMs[asked % options.delaysMs.length] ?? [0, 0]
      asked += 1
      pass(there)
      const answer = trueMs
      pass(back)
      return answer
    },
    steady: () => steadyMs,
    wall: () => wallMs,
    later(run, ms) {
      const entry = { run, ms }
      waiting.push(entry)
      return () => void waiting.splice(waiting.indexOf(entry), 1)
    },
  })
  return {
    clock,
    waiting,
    pass,
    asked: () => asked,
    /** By how much the screen's server time is wrong, in ms. */
    error: () => clock.nowMs() - trueMs,
    /** The device sleeps: its own time goes on, the counter of the page stands still. */
    sleep(ms: number) {
      wallMs += ms
      trueMs += ms
    },
    setOffline(offline: boolean) {
      isOffline = offline
    },
    measured: () => new Promise<void>((resolve) => queueMicrotask(() => setTimeout(resolve))),
  }
}

test('a device that is minutes wrong shows the server’s second, whatever single answers took', async () => {
  const device = openDevice({
    wrongByMs: 7 * 60_000,
    // one answer is held up on its way back by three seconds
    delaysMs: [
      [40, 40],
      [30, 3_000],
      [50, 40],
      [20, 30],
      [60, 50],
    ],
  })
  await device.measured()
  expect(Math.abs(device.error())).toBeLessThan(50)
  device.pass(60_000)
  expect(Math.abs(device.error())).toBeLessThan(50)
})

test('until the server answers the device’s own time counts; a lost network is tried again and changes nothing', async () => {
  const device = openDevice({ wrongByMs: 2_000, delaysMs: [[10, 10]] })
  expect(device.error()).toBeCloseTo(2_000, -2)
  await device.measured()
  expect(Math.abs(device.error())).toBeLessThan(20)
  device.setOffline(true)
  await device.clock.refresh()
  device.pass(90_000)
  expect(Math.abs(device.error())).toBeLessThan(20)
  const [again] = device.waiting
  expect(again?.ms).toBeLessThanOrEqual(10_000)
  device.setOffline(false)
  const before = device.asked()
  again?.run()
  await device.measured()
  expect(device.asked()).toBeGreaterThan(before)
})

test('a device that slept notices it and asks anew', async () => {
  const device = openDevice({ wrongByMs: 0, delaysMs: [[10, 10]] })
  await device.measured()
  device.sleep(10 * 60_000)
  expect(device.error()).toBeCloseTo(-10 * 60_000, -3)
  await device.measured()
  expect(Math.abs(device.error())).toBeLessThan(20)
})

test('two askings at once are one, and a closed clock asks no more', async () => {
  const device = openDevice({ wrongByMs: 0, delaysMs: [[1, 1]] })
  void device.clock.refresh()
  void device.clock.refresh()
  await device.measured()
  expect(device.asked()).toBe(5)
  device.clock.close()
  await device.clock.refresh()
  expect(device.asked()).toBe(5)
  expect(device.waiting).toEqual([])
})
