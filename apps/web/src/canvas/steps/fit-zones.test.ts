// @vitest-environment jsdom
import { zoneRecord } from '@tablee/board/testing'
import { Box } from 'tldraw'
import { afterEach, expect, test } from 'vitest'
import { showOpeningView } from '../opening-view.ts'
import { type BoardEditor, openEditor } from '../testing/board-editor.ts'
import { fitZones } from './fit-zones.ts'

const COMPUTER = new Box(0, 0, 1280, 640)
const PHONE = new Box(0, 0, 390, 590)

let open: BoardEditor | undefined
afterEach(() => {
  open?.close()
  open = undefined
})

/** A board of three tall zones side by side and one below them, on this screen. */
function boardOn(screen: Box) {
  open = openEditor({ actorId: 'ana', role: 'writer' }, [
    zoneRecord('a', { x: 0, y: 0, w: 1200, h: 3000 }),
    zoneRecord('b', { x: 1240, y: 0, w: 1200, h: 3000 }),
    zoneRecord('c', { x: 2480, y: 0, w: 1200, h: 3000 }),
    zoneRecord('d', { x: 0, y: 3040, w: 1200, h: 900 }),
  ])
  const { editor } = open
  editor.updateViewportScreenBounds(screen)
  editor.user.updateUserPreferences({ animationSpeed: 0 })
  return editor
}

/** Where somebody is brought whose step has these zones. */
function cameraOf(screen: Box, zoneIds: readonly string[]) {
  const editor = boardOn(screen)
  fitZones(editor, zoneIds)
  return { camera: editor.getCamera(), seen: editor.getViewportPageBounds() }
}

test('zones that can be read together are shown whole', () => {
  const { camera, seen } = cameraOf(COMPUTER, ['d'])
  expect(camera.z).toBeGreaterThan(0.5)
  expect(seen.contains(new Box(0, 3040, 1200, 900))).toBe(true)
})

test.each([{ zoneIds: ['a', 'b', 'c', 'd'] }, { zoneIds: [] }])(
  'of zones that are too tall to be read as a whole one sees the top, as wide as the screen ($zoneIds)',
  ({ zoneIds }) => {
    const { camera, seen } = cameraOf(COMPUTER, zoneIds)
    expect(camera.z).toBeGreaterThan(0.28)
    expect([seen.minX <= 0, seen.maxX >= 3680]).toEqual([true, true])
    expect([seen.minY <= 0, seen.maxY < 3000]).toEqual([true, true])
  },
)

test('a phone shows the beginning of the first zone, large enough to be read', () => {
  const { camera, seen } = cameraOf(PHONE, ['a', 'b', 'c', 'd'])
  expect(camera.z).toBeGreaterThanOrEqual(0.42)
  expect([seen.minX <= 0, seen.minY <= 0, seen.maxX < 1240]).toEqual([true, true, true])
})

test('S1.6 whoever comes while the workshop runs begins where it is; else she sees the board from its top', () => {
  const editor = boardOn(COMPUTER)
  let zones: readonly string[] = ['d']
  const stop = showOpeningView(editor, () => zones)
  expect(editor.getViewportPageBounds().contains(new Box(0, 3040, 1200, 900))).toBe(true)
  stop()
  // a step about the whole board, or about a zone that was taken away
  for (const none of [[], ['gone']]) {
    zones = none
    showOpeningView(editor, () => zones)()
    const { minX, minY, maxX } = editor.getViewportPageBounds()
    expect([minX <= 0, minY <= 0, maxX >= 3680]).toEqual([true, true, true])
  }
})
