import { cellKey, type ZoneContent, zoneHeadHeight } from '@tablee/board'
import { Box, createShapeId, type Editor, type TLNoteShape, type TLShapeId, toRichText } from 'tldraw'
import type { ListedNote } from '../../imports/list-plan.ts'

/** Side of a note and the spaces around it, in board units: those of a new board. */
const NOTE = 200
const GAP = 16
const PADDING = 24

/** The height of a note that has not been laid out yet: its text and its cells make it longer. */
const NOTE_STEP = 80

/** Notes in a row where there is no zone to say it. */
const FREE_COLUMNS = 5

/**
 * Makes a note for each row, as one step of this person's undo, on the free places of a zone from left to right; below
 * the last row of it when there are not enough. Without a zone they start at the point.
 */
export function placeList(
  editor: Editor,
  notes: readonly ListedNote[],
  { zone, point }: { zone: ZoneContent | undefined; point: { x: number; y: number } },
): void {
  const area = zone?.area
  const left = area ? area.x + PADDING : point.x
  const top = area ? area.y + zoneHeadHeight(zone.zone) : point.y
  const right = area ? area.x + area.w - PADDING : point.x + FREE_COLUMNS * (NOTE + GAP)
  const columns = Math.max(1, Math.floor((right - left + GAP) / (NOTE + GAP)))
  const taken = editor
    .getCurrentPageShapes()
    .filter(({ type }) => type === 'note' || type === 'frame' || type === 'image' || type === 'geo')
    .flatMap((shape) => editor.getShapePageBounds(shape) ?? [])
  const made: TLShapeId[] = []
  editor.markHistoryStoppingPoint('list')
  editor.run(() => {
    let row = 0
    let column = 0
    for (const note of notes) {
      const id = createShapeId()
      let box: Box
      do {
        box = new Box(left + column * (NOTE + GAP), top + row * NOTE_STEP, NOTE, NOTE)
        column += 1
        if (column === columns) {
          column = 0
          row += 1
        }
      } while (taken.some((other) => other.collides(box.clone().expandBy(GAP - 1))))
      editor.createShape<TLNoteShape>({
        id,
        type: 'note',
        x: box.x,
        y: box.y,
        props: { richText: toRichText(note.text) },
        meta: Object.fromEntries(Object.entries(note.cells).map(([cell, value]) => [cellKey(cell), value])),
      })
      // None when the board is full: tldraw has said so by then.
      const bounds = editor.getShapePageBounds(id)
      if (!bounds) return
      taken.push(bounds)
      made.push(id)
    }
    editor.select(...made)
  })
  const seen = Box.Common(made.flatMap((id) => editor.getShapePageBounds(id) ?? []))
  if (made.length > 0 && !editor.getViewportPageBounds().contains(seen))
    editor.zoomToBounds(seen, { inset: 80, targetZoom: editor.getZoomLevel(), animation: { duration: 220 } })
}
