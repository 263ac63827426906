import { Box, type Editor } from 'tldraw'
import type { AttentionPlaces } from '../../attention/attention-parts.ts'
import { JUMP_MS } from '../go-to-shape.ts'
import type { ZoneShape } from '../shapes/ZoneShapeUtil.tsx'
import { canvasPlaces } from '../steps/canvas-places.ts'
import { fitZones } from '../steps/fit-zones.ts'

/** Space around what everybody is called to, in screen px. */
const INSET_PX = 24

/** How the white board shows what everybody is called to. */
export function attentionPlaces(editor: Editor | null): AttentionPlaces {
  const { isBusy } = canvasPlaces(editor)
  return {
    isBusy,
    show({ zoneId, view }) {
      if (!editor) return
      editor.complete()
      editor.setEditingShape(null)
      editor.setCurrentTool('select.idle')
      editor.stopFollowingUser()
      if (view)
        editor.zoomToBounds(new Box(view.x, view.y, view.w, view.h), {
          inset: INSET_PX,
          animation: { duration: JUMP_MS },
        })
      else if (zoneId !== null) fitZones(editor, [zoneId])
    },
    here() {
      if (!editor) return null
      const { x, y, w, h, center } = editor.getViewportPageBounds()
      const zones = editor
        .getCurrentPageShapes()
        .filter((shape): shape is ZoneShape => editor.isShapeOfType<ZoneShape>(shape, 'zone'))
      // a reader of the plan has no view: she comes to the zone in the middle of it
      const middle = zones.find((zone) => editor.getShapePageBounds(zone)?.containsPoint(center))
      return { zoneId: middle?.props.zoneId ?? null, view: { x, y, w, h } }
    },
  }
}
