import { Box, type Editor } from 'tldraw'
import { JUMP_MS } from '../go-to-shape.ts'
import type { ZoneShape } from '../shapes/ZoneShapeUtil.tsx'

/** Narrower screens show the top of a zone, wide enough to be read, instead of all of it (canvas.css, same width). */
const PHONE_WIDTH_PX = 640
/** Below this zoom nobody reads a prompt on a phone. */
const MIN_PHONE_ZOOM = 0.42
/** Below this zoom a zone's title is smaller than 12 px: a wider screen then shows the top of the zones, as wide as it is (opening-view.ts). */
const MIN_TITLE_ZOOM = 0.28
/**
 * Space kept free around the zones, in screen px: the editor's own bars lie over the top and the bottom, and where the zones
 * stay readable also what people take part with, above the bar at the bottom.
 */
const FREE_PX = { side: 24, top: 56, bottom: 72, dock: 128 } as const

/** Brings the zones of a step into view; the whole board when it names none, or none that is still there. */
export function fitZones(editor: Editor, zoneIds: readonly string[]): void {
  const camera = cameraOfZones(editor, zoneIds) ?? cameraOfZones(editor, null)
  if (camera) editor.setCamera(camera, { animation: { duration: JUMP_MS } })
}

/** From where zones are seen, all of them for null; null when there is none of them on the board. */
export function cameraOfZones(
  editor: Editor,
  zoneIds: readonly string[] | null,
): { x: number; y: number; z: number } | null {
  const bounds = editor
    .getCurrentPageShapes()
    .filter((shape): shape is ZoneShape => editor.isShapeOfType<ZoneShape>(shape, 'zone'))
    .filter(({ props }) => zoneIds === null || zoneIds.includes(props.zoneId))
    .flatMap((zone) => editor.getShapePageBounds(zone) ?? [])
  if (bounds.length === 0) return null
  const box = Box.Common(bounds)
  const { w, h } = editor.getViewportScreenBounds()
  const width = w - 2 * FREE_PX.side
  const fitAbove = (bottom: number) => Math.min(1, width / box.w, (h - FREE_PX.top - bottom) / box.h)
  const bottom = fitAbove(FREE_PX.dock) < MIN_TITLE_ZOOM ? FREE_PX.bottom : FREE_PX.dock
  const height = h - FREE_PX.top - bottom
  const fits = fitAbove(bottom)
  const wide = Math.min(1, width / box.w)
  const isPhone = w < PHONE_WIDTH_PX
  const readable = isPhone ? Math.max(wide, MIN_PHONE_ZOOM) : fits < MIN_TITLE_ZOOM ? wide : fits
  const z = Math.max(fits, readable)
  const isWhole = z <= fits
  return {
    x: isWhole ? (FREE_PX.side + (width - box.w * z) / 2) / z - box.x : FREE_PX.side / z - box.x,
    y: FREE_PX.top / z + (isWhole ? Math.max(0, height - box.h * z) / 2 / z : 0) - box.y,
    z,
  }
}
