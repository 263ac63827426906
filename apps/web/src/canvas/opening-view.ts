import { Box, type Editor, react, unsafe__withoutCapture } from 'tldraw'
import { cameraOfZones } from './steps/fit-zones.ts'

/** Narrower screens start on the first zone: the whole board would be a picture of a board (canvas.css, same width). */
const PHONE_WIDTH_PX = 640

/** Below this zoom a zone's title is smaller than 12 px: a long board then starts at its top, as wide as the screen. */
const MIN_TITLE_ZOOM = 0.28

/** A phone shows no less than this: a prompt is then 10 px high, and two fingers do the rest. */
const MIN_PHONE_ZOOM = 0.42

/** Space kept free around what is shown first, in screen px: the editor's own bars lie over its top and bottom. */
const FREE_PX = { side: 24, phoneSide: 12, top: 56, phoneTop: 12, bottom: 72 } as const

/** Moves of the camera below this are rounding, in board px. */
const SAME_PLACE_PX = 0.5

/**
 * Shows the board for the first time: where the workshop is (`stepZones`, for whoever comes while it runs), else all of it,
 * or on a phone the first zone. A window that is resized shows it anew until the person moves the view. Returns its undo.
 */
export function showOpeningView(editor: Editor, stepZones: () => readonly string[]): () => void {
  const openingCamera = () => cameraOfZones(editor, stepZones()) ?? cameraOfBoard(editor)
  let shown = openingCamera()
  if (shown) editor.setCamera(shown, { immediate: true })
  // Follows the camera and the window only: what others write meanwhile must not move anybody's view.
  return react('opening view', () => {
    const { x, y, z } = editor.getCamera()
    editor.getViewportScreenBounds()
    if (!shown) return
    const isUntouched =
      Math.abs(x - shown.x) < SAME_PLACE_PX &&
      Math.abs(y - shown.y) < SAME_PLACE_PX &&
      Math.abs(z - shown.z) < Number.EPSILON
    shown = isUntouched ? unsafe__withoutCapture(openingCamera) : null
    if (shown) editor.setCamera(shown, { immediate: true })
  })
}

function cameraOfBoard(editor: Editor): { x: number; y: number; z: number } | null {
  const shapes = editor.getCurrentPageShapes()
  const placesOf = (types: readonly string[]) =>
    shapes
      .filter(({ type }) => types.includes(type))
      .flatMap((shape) => editor.getShapePageBounds(shape) ?? [])
      .sort((a, b) => a.y - b.y || a.x - b.x)
  const furniture = placesOf(['zone', 'banner'])
  // Without furniture there is nothing to read yet; what lies far outside it must not make it small.
  const board = furniture.length > 0 ? Box.Common(furniture) : editor.getCurrentPageBounds()
  const { w, h } = editor.getViewportScreenBounds()
  if (!board || w === 0 || h === 0) return null
  const first = placesOf(['zone'])[0]
  if (first && w < PHONE_WIDTH_PX) {
    const { phoneSide: left, phoneTop: top } = FREE_PX
    const z = Math.min(1, Math.max((w - 2 * left) / first.w, MIN_PHONE_ZOOM))
    return { x: left / z - first.x, y: top / z - first.y, z }
  }
  const width = w - 2 * FREE_PX.side
  const height = h - FREE_PX.top - FREE_PX.bottom
  const everything = Math.min(width / board.w, height / board.h, 1)
  const z = everything < MIN_TITLE_ZOOM ? Math.min(width / board.w, 1) : everything
  return {
    x: (FREE_PX.side + (width - board.w * z) / 2) / z - board.x,
    y: (FREE_PX.top + Math.max(0, height - board.h * z) / 2) / z - board.y,
    z,
  }
}
