import { Box, createShapeId, type Editor, type TLFrameShape, type TLShapeId } from 'tldraw'

/** Space between a group's frame and its notes, and for its name above, in board units. */
const FRAME_PADDING = 24

/** Gathers notes in a frame with a name, as one step of this person's undo; they keep their places. */
export function makeCluster(editor: Editor, noteIds: readonly TLShapeId[], name: string): void {
  const bounds = noteIds.flatMap((id) => editor.getShapePageBounds(id) ?? [])
  if (bounds.length === 0) return
  const box = Box.Common(bounds).expandBy(FRAME_PADDING)
  const id = createShapeId()
  editor.markHistoryStoppingPoint('group of notes')
  editor.run(() => {
    editor.createShape<TLFrameShape>({
      id,
      type: 'frame',
      x: box.x,
      y: box.y,
      props: { w: box.w, h: box.h, name },
    })
    // None when the board is full: tldraw has said so by then.
    if (!editor.getShape(id)) return
    editor.reparentShapes([...noteIds], id)
    editor.select(id)
  })
}

/** Takes a frame away and leaves its notes where they are. */
export function dissolveCluster(editor: Editor, frameId: TLShapeId): void {
  const frame = editor.getShape(frameId)
  if (!frame) return
  editor.markHistoryStoppingPoint('group taken apart')
  editor.run(() => {
    editor.reparentShapes(editor.getSortedChildIdsForParent(frameId), frame.parentId)
    editor.deleteShape(frameId)
  })
}
