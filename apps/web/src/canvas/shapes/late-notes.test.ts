// @vitest-environment jsdom
import { noteRecord } from '@tablee/board/testing'
import { Box, react, type TLShapeId } from 'tldraw'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type BoardEditor, openEditor } from '../testing/board-editor.ts'
import { lateNotes } from './late-notes.ts'

// The brand of ids exists in types only.
const id = (name: string | number) => `shape:${name}` as TLShapeId
const FAR = Array.from({ length: 50 }, (_, at) => at)

let open: BoardEditor
/** Notes that are drawn, as their components follow it. */
let drawn: Set<TLShapeId>
let stops: (() => void)[] = []
/** What waits for an idle moment. */
let idle: (() => void)[] = []

const rest = () => {
  while (idle.length > 0) idle.shift()?.()
}

beforeEach(() => {
  vi.useFakeTimers()
  idle = []
  vi.stubGlobal('requestIdleCallback', (run: () => void) => idle.push(run))
  vi.stubGlobal('cancelIdleCallback', () => undefined)
  open = openEditor({ actorId: 'ana', role: 'writer' }, [
    noteRecord({ id: id('near'), by: 'ana', text: 'ici', x: 100, y: 100 }),
    ...FAR.map((at) => noteRecord({ id: id(at), by: 'ana', text: 'loin', x: 5_000, y: 300 * at })),
  ])
  open.editor.updateViewportScreenBounds(new Box(0, 0, 1_000, 800))
  drawn = new Set()
  const late = lateNotes(open.editor)
  stops = open.editor.getCurrentPageShapes().map((shape) =>
    react('component', () => {
      if (late.isDrawn(shape.id)) drawn.add(shape.id)
    }),
  )
})
afterEach(() => {
  for (const stop of stops) stop()
  open.close()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('what lies in the view is drawn at once, the rest afterwards, a few at a time', () => {
  expect([...drawn]).toEqual([id('near')])
  vi.advanceTimersToNextFrame()
  expect(drawn.size).toBe(1)
  idle.shift()?.()
  expect(drawn.size).toBeGreaterThan(1)
  expect(drawn.size).toBeLessThan(FAR.length)
  rest()
  expect(drawn.size).toBe(FAR.length + 1)
})

test('what comes into view is drawn at once', () => {
  vi.advanceTimersToNextFrame()
  open.editor.setCamera({ x: -4_900, y: -9_000, z: 1 }, { immediate: true })
  expect(drawn).toContain(id(31))
  expect(drawn).not.toContain(id(1))
})

test('a note that comes later waits for nothing, wherever it lies', () => {
  vi.advanceTimersToNextFrame()
  rest()
  const other = id('other')
  open.editor.createShape({ id: other, type: 'note', x: 9_000, y: 9_000 })
  expect(lateNotes(open.editor).isDrawn(other)).toBe(true)
})
