import { type Editor, react, type TLShapeId, unsafe__withoutCapture } from 'tldraw'

/** Below this zoom one cannot read what one writes: a note's letters are smaller than 13 px. */
const MIN_WRITING_ZOOM = 0.6

/** The zoom to which the view comes for writing: the note at its own size. */
const WRITING_ZOOM = 1

/** How long the view takes to come near, in ms; people who asked for less motion see no movement. */
const APPROACH_MS = 220

/** Where the note comes to lie, as a part of the screen's height: on touch screens a keyboard covers the lower half. */
const NOTE_HEIGHT = { touch: 0.28, mouse: 0.45 } as const

/** Brings the view near when somebody begins to write while everything is small, and leaves it there. Returns its undo. */
export function comeNearToWrite(editor: Editor): () => void {
  let writingIn: TLShapeId | null = null
  return react('come near to write', () => {
    const id = editor.getEditingShapeId()
    const shape = id && editor.getShape(id)
    if (!shape) writingIn = null
    if (!shape || id === writingIn) return
    // The text editor finds the place of the cursor on the screen where the person clicked: the view must not move before.
    if ('richText' in shape.props && !editor.getRichTextEditor()) return
    writingIn = id
    // whoever zooms out once she writes wants to see the rest: a slow machine draws its next frame only then
    const isSmall = unsafe__withoutCapture(() => editor.getZoomLevel() < MIN_WRITING_ZOOM)
    if (!isSmall) return
    editor.timers.requestAnimationFrame(() => {
      if (editor.getEditingShapeId() === id) comeNear(editor, id)
    })
  })
}

function comeNear(editor: Editor, id: TLShapeId): void {
  const bounds = editor.getShapePageBounds(id)
  if (!bounds) return
  const { w, h } = editor.getViewportScreenBounds()
  const place = editor.getInstanceState().isCoarsePointer ? NOTE_HEIGHT.touch : NOTE_HEIGHT.mouse
  editor.setCamera(
    {
      x: w / 2 / WRITING_ZOOM - bounds.center.x,
      y: (h * place) / WRITING_ZOOM - bounds.center.y,
      z: WRITING_ZOOM,
    },
    { animation: { duration: APPROACH_MS } },
  )
}
