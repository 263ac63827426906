import type { Editor, TLShape, TLShapeId } from 'tldraw'

/**
 * Leaves shapes out of a deletion before it begins: when a side effect refuses one, the editor has untied its arrows
 * already. Returns its undo.
 */
export function keepFromDeletion(editor: Editor, isKept: (shape: TLShape) => boolean): () => void {
  const { deleteShapes } = editor
  let isOn = true
  const deleteOthers = (shapes: TLShapeId[] | TLShape[]) => {
    const asked = shapes.flatMap(
      (shape) => editor.getShape(typeof shape === 'string' ? shape : shape.id) ?? [],
    )
    return deleteShapes.call(
      editor,
      asked.filter((shape) => !(isOn && isKept(shape))),
    )
  }
  editor.deleteShapes = deleteOthers
  return () => {
    isOn = false
    // whoever came later still asks this one, which lets everything go now
    if (editor.deleteShapes === deleteOthers) editor.deleteShapes = deleteShapes
  }
}
