import type { Editor, TLCameraMoveOptions, TLShapeId } from 'tldraw'

/** How long the view takes to get somewhere, in ms; people who asked for less motion see no movement. */
export const JUMP_MS = 220

/** The zoom at which a note can be read. */
const READING_ZOOM = 1

/** Brings a shape into view, selects it and rings it. @returns false when there is no such shape */
export function goToShape(editor: Editor, id: string, move: TLCameraMoveOptions): boolean {
  // The brand of ids exists in types only; what is no shape has no bounds.
  const shape = id as TLShapeId
  const bounds = editor.getShapePageBounds(shape)
  if (!bounds) return false
  editor.complete()
  editor.select(shape)
  editor.setHintingShapes([shape])
  const { w, h } = editor.getViewportScreenBounds()
  const fits = Math.min(READING_ZOOM, w / (bounds.w * 1.5), h / (bounds.h * 1.5))
  const camera = { x: w / 2 / fits - bounds.center.x, y: h / 2 / fits - bounds.center.y, z: fits }
  editor.setCamera(camera, move)
  return true
}
