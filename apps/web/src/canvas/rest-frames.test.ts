// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { restWhileIdle } from './rest-frames.ts'
import { openEditor } from './testing/board-editor.ts'

const undo: (() => void)[] = []
let frames = 0
beforeEach(() => {
  vi.useFakeTimers()
  frames = 0
  const ask = globalThis.requestAnimationFrame
  vi.spyOn(globalThis, 'requestAnimationFrame').mockImplementation((show) => {
    frames += 1
    return ask(show)
  })
})
afterEach(() => {
  for (const step of undo.splice(0).reverse()) step()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

function openResting() {
  const { editor, close } = openEditor({ actorId: 'ana', role: 'writer' }, [])
  undo.push(close)
  const stop = restWhileIdle(editor)
  undo.push(stop)
  return { editor, stop }
}

/** How many pictures are asked for in so many ms. */
function framesIn(ms: number): number {
  const before = frames
  vi.advanceTimersByTime(ms)
  return frames - before
}

/** A finger or a mouse that is somewhere. */
const moveTo = (x: number, y: number) =>
  ({
    type: 'pointer',
    target: 'canvas',
    name: 'pointer_move',
    point: { x, y, z: 0.5 },
    pointerId: 1,
    button: 0,
    isPen: false,
    shiftKey: false,
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    accelKey: false,
  }) as const

test('an editor where nothing moves asks for no pictures, and for sixty a second again when something does', () => {
  const { editor } = openResting()
  expect(framesIn(500)).toBeGreaterThan(20)
  vi.advanceTimersByTime(2_000)
  expect(framesIn(60_000)).toBe(0)
  editor.dispatch(moveTo(40, 50))
  expect(framesIn(500)).toBeGreaterThan(20)
  expect(editor.inputs.currentScreenPoint).toMatchObject({ x: 40, y: 50 })
  vi.advanceTimersByTime(2_000)
  expect(framesIn(60_000)).toBe(0)
})

test('what follows the pictures has them for as long as it does', () => {
  const { editor } = openResting()
  vi.advanceTimersByTime(3_000)
  expect(framesIn(1_000)).toBe(0)
  let seen = 0
  const look = () => {
    seen += 1
  }
  editor.on('tick', look)
  vi.advanceTimersByTime(10_000)
  expect(seen).toBeGreaterThan(400)
  editor.off('tick', look)
  vi.advanceTimersByTime(3_000)
  expect(framesIn(10_000)).toBe(0)
})

test('a note that is held still stays in the hand', () => {
  const { editor } = openResting()
  editor.dispatch(moveTo(40, 50))
  editor.dispatch({ ...moveTo(40, 50), name: 'pointer_down' })
  vi.advanceTimersByTime(10_000)
  expect(framesIn(1_000)).toBeGreaterThan(40)
  editor.dispatch({ ...moveTo(40, 50), name: 'pointer_up' })
  vi.advanceTimersByTime(3_000)
  expect(framesIn(10_000)).toBe(0)
})

test('when it is over the editor goes on as ever', () => {
  const { stop } = openResting()
  vi.advanceTimersByTime(3_000)
  stop()
  expect(framesIn(10_000)).toBeGreaterThan(400)
})
