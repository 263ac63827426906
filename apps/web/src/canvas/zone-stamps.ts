import { type BoardAuthor, type BoardRecord, liesInZones, zoneAreas, zoneOfShape } from '@tablee/board'
import { type Editor, react, type TLShape, type TLShapePartial } from 'tldraw'
import { asBoardRecord } from './board-record.ts'
import { refusalOf } from './rules.ts'

/** States in which shapes follow the pointer; where they end is known only afterwards. */
const MOVING_STATES = ['select.translating', 'select.resizing', 'select.rotating'] as const

/** Writes on every shape that this person lays down which zone it lies in. Returns its undo. */
export function stampZones(editor: Editor, author: BoardAuthor): () => void {
  const moved = new Set<TLShape['id']>()

  function stamp(): void {
    if (moved.size === 0 || editor.isInAny(...MOVING_STATES)) return
    const shapes = [...moved].flatMap((id) => editor.getShape(id) ?? [])
    moved.clear()
    const records = new Map(
      editor.store.allRecords().map((record) => [record.id, asBoardRecord(record)] as const),
    )
    const byId: ReadonlyMap<string, BoardRecord> = records
    const zones = zoneAreas(records.values())
    const changes = shapes.flatMap((shape): TLShapePartial[] => {
      const zone = zoneOfShape(asBoardRecord(shape), byId, zones)
      if ((shape.meta['zone'] ?? null) === zone) return []
      return [{ id: shape.id, type: shape.type, meta: { ...shape.meta, zone } }]
    })
    if (changes.length > 0) editor.updateShapes(changes)
  }

  function note(shape: TLShape): void {
    if (liesInZones(asBoardRecord(shape)) && refusalOf(shape, author) === null) moved.add(shape.id)
    for (const child of editor.getSortedChildIdsForParent(shape.id)) {
      const inner = editor.getShape(child)
      if (inner) note(inner)
    }
  }

  const stops = [
    editor.sideEffects.registerAfterCreateHandler('shape', (shape, source) => {
      if (source === 'user') note(shape)
    }),
    editor.sideEffects.registerAfterChangeHandler('shape', (before, after, source) => {
      if (source === 'user' && hasMoved(before, after)) note(after)
    }),
    editor.sideEffects.registerOperationCompleteHandler((source) => {
      if (source === 'user') stamp()
    }),
    react('zones after a move', () => {
      editor.getPath()
      stamp()
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

function hasMoved(before: TLShape, after: TLShape): boolean {
  if (before.x !== after.x || before.y !== after.y || before.parentId !== after.parentId) return true
  // Resizing moves the centre as well.
  return before.rotation !== after.rotation || before.props !== after.props
}
