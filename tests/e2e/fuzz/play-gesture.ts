import type { Gesture } from './gestures.ts'

/** A shape as far as gestures care. */
interface Shape {
  id: string
  type: string
  x: number
  y: number
  parentId: string
  meta: Record<string, unknown>
}

/** What gestures use of the editor. */
interface GestureEditor {
  getCurrentPageShapes(): Shape[]
  getShape(id: string): Shape | undefined
  getShapePageBounds(id: string): { x: number; y: number } | undefined
  getBindingsFromShape(id: string, type: string): { id: string; props: { terminal: string } }[]
  select(...ids: string[]): void
  createShape(shape: object): void
  updateShape(shape: object): void
  deleteShapes(ids: string[]): void
  createBindings(bindings: object[]): void
  updateBinding(binding: object): void
  groupShapes(ids: string[]): void
  ungroupShapes(ids: string[]): void
  bringToFront(ids: string[]): void
  sendToBack(ids: string[]): void
  duplicateShapes(ids: string[], offset: { x: number; y: number }): void
  markHistoryStoppingPoint(name: string): void
  setEditingShape(id: string | null): void
  setCurrentTool(name: string): void
  undo(): void
  redo(): void
  zoomToBounds(box: object, options: object): void
}

/**
 * Plays one gesture on the open board. Runs inside the page, so it may use nothing from outside.
 * @returns the shapes that it concerned, or why it came to nothing
 */
export async function playGesture(gesture: Gesture): Promise<string> {
  // `reachEditor` put it there; these are its methods in tldraw 3.15.6
  const editor = window.editor as unknown as GestureEditor
  const { name, first, second, x, y, colour } = gesture
  const ids = (shapes: readonly (Shape | undefined)[]) => shapes.flatMap((shape) => shape?.id ?? []).join(' ')
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const richText = (text: string) => ({
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
  })
  const loose = editor.getCurrentPageShapes().filter((shape) => shape.meta['furniture'] !== true)
  // with a handful of shapes hardly anything happens between people
  const kind = loose.length < 10 ? 'note' : gesture.kind
  const at = <T>(from: readonly T[], perMille: number) => from[Math.floor((perMille / 1000) * from.length)]
  const solid = loose.filter(({ type }) => type !== 'arrow' && type !== 'group')
  const arrows = loose.filter(({ type }) => type === 'arrow')
  const groups = loose.filter(({ type }) => type === 'group')
  const shape = at(solid, first)
  const other = at(solid, second)
  const any = at(loose, first)

  editor.markHistoryStoppingPoint(name)
  switch (kind) {
    case 'note':
    case 'figure': {
      const id = `shape:${name}`
      const type = kind === 'note' ? 'note' : 'geo'
      editor.createShape({ id, type, x, y, props: { color: colour, richText: richText(name) } })
      return id
    }
    case 'drag': {
      if (!any) return 'nothing to drag'
      for (let step = 1; step <= 6; step++) {
        const now = editor.getShape(any.id)
        if (!now) return `${any.id} went away under the hand`
        const share = 1 / (7 - step)
        editor.updateShape({
          id: now.id,
          type: now.type,
          x: now.x + (x - now.x) * share,
          y: now.y + (y - now.y) * share,
        })
        await nextFrame()
      }
      return any.id
    }
    case 'recolour':
      if (shape) editor.updateShape({ id: shape.id, type: shape.type, props: { color: colour } })
      return ids([shape])
    case 'retype':
      if (shape) editor.updateShape({ id: shape.id, type: shape.type, props: { richText: richText(name) } })
      return ids([shape])
    case 'write': {
      const note = at(
        solid.filter(({ type }) => type === 'note'),
        first,
      )
      const box = note && editor.getShapePageBounds(note.id)
      if (!note || !box) return 'no note to write in'
      editor.zoomToBounds({ x: box.x - 400, y: box.y - 300, w: 1000, h: 800 }, { inset: 0 })
      editor.select(note.id)
      editor.setEditingShape(note.id)
      editor.setCurrentTool('select.editing_shape')
      return note.id
    }
    case 'delete':
      if (any) editor.deleteShapes([any.id])
      return ids([any])
    case 'arrow': {
      if (!shape || !other || shape.id === other.id) return 'nothing to tie'
      const id = `shape:${name}`
      editor.createShape({ id, type: 'arrow', x: shape.x, y: shape.y })
      const ends = [
        ['start', shape.id],
        ['end', other.id],
      ]
      const anchor = { normalizedAnchor: { x: 0.5, y: 0.5 }, isExact: false, isPrecise: false, snap: 'none' }
      editor.createBindings(
        ends.map(([terminal, toId]) => ({ type: 'arrow', fromId: id, toId, props: { terminal, ...anchor } })),
      )
      return `${id} ${ids([shape, other])}`
    }
    case 'move an arrow’s end': {
      const arrow = at(arrows, first)
      const binding = arrow && at(editor.getBindingsFromShape(arrow.id, 'arrow'), second)
      if (!binding || !other) return 'no arrow'
      editor.updateBinding({ ...binding, toId: other.id })
      return `${binding.id} ${other.id}`
    }
    case 'group':
      if (!shape || !other || shape.id === other.id) return 'nothing to group'
      editor.groupShapes([shape.id, other.id])
      return ids([shape, other])
    case 'ungroup': {
      const group = at(groups, first)
      if (group) editor.ungroupShapes([group.id])
      return ids([group])
    }
    case 'bring to front':
      if (any) editor.bringToFront([any.id])
      return ids([any])
    case 'send to back':
      if (any) editor.sendToBack([any.id])
      return ids([any])
    case 'duplicate':
      if (any) editor.duplicateShapes([any.id], { x: 40, y: 40 })
      return ids([any])
    case 'undo':
      editor.undo()
      return ''
    case 'redo':
      editor.redo()
      return ''
  }
}
