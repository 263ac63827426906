// @vitest-environment jsdom
import { atom, type Editor } from 'tldraw'
import { expect, test, vi } from 'vitest'
import { comeNearToWrite } from './writing-view.ts'

const FAR = 0.3
const NEAR = 1

/** A board on a machine whose next frame comes when it is asked for. */
function boardAt(zoom: number) {
  const zoomLevel = atom('zoom', zoom)
  const editing = atom<string | null>('editing', null)
  const text = atom<object | null>('text', null)
  const frames: (() => void)[] = []
  const setCamera = vi.fn(({ z }: { z: number }) => zoomLevel.set(z))
  const editor = {
    getEditingShapeId: () => editing.get(),
    getShape: (id: string) => ({ id, props: { richText: {} } }),
    getRichTextEditor: () => text.get(),
    getZoomLevel: () => zoomLevel.get(),
    getShapePageBounds: () => ({ center: { x: 500, y: 500 } }),
    getViewportScreenBounds: () => ({ w: 1280, h: 800 }),
    getInstanceState: () => ({ isCoarsePointer: false }),
    timers: { requestAnimationFrame: (draw: () => void) => frames.push(draw) },
    setCamera,
  }
  // only what the view asks of an editor
  comeNearToWrite(editor as unknown as Editor)
  return {
    zoomTo: (z: number) => zoomLevel.set(z),
    begin() {
      editing.set('shape:note')
      text.set({})
    },
    end() {
      editing.set(null)
      text.set(null)
    },
    draw: () => frames.splice(0).map((each) => each()),
    setCamera,
  }
}

test('who begins to write while everything is small sees what she writes, once', () => {
  const board = boardAt(FAR)
  board.begin()
  board.draw()
  expect(board.setCamera).toHaveBeenCalledTimes(1)
  board.zoomTo(FAR)
  board.draw()
  expect(board.setCamera).toHaveBeenCalledTimes(1)
})

test('who zooms out before the next frame stays there, however late it comes', () => {
  const board = boardAt(NEAR)
  board.begin()
  board.zoomTo(FAR)
  board.draw()
  expect(board.setCamera).not.toHaveBeenCalled()
})

test('who stopped writing before the next frame stays where she is', () => {
  const board = boardAt(FAR)
  board.begin()
  board.end()
  board.draw()
  expect(board.setCamera).not.toHaveBeenCalled()
})
