import {
  boardDateScale,
  cellKey,
  type DateScale,
  dateColumn,
  dateX,
  findZone,
  LANGUAGES,
  monthAt,
  readCell,
  type ZoneArea,
  type ZoneDefinition,
} from '@tablee/board'
import { type Editor, react, type TLNoteShape, type TLShape } from 'tldraw'
import type { BoardMeaning } from './meaning/board-meaning.ts'
import { isRestoring } from './undo-fields.ts'

/** States in which shapes follow the pointer; where they end is known only afterwards. */
const MOVING_STATES = ['select.translating', 'select.resizing', 'select.rotating'] as const

/** Half the side of a note at scale 1, in board units. */
const HALF_NOTE = 100

/** A note on a time axis, with what it needs to be dated or placed. */
interface Dated {
  zone: ZoneDefinition
  area: ZoneArea
  column: string
  scale: DateScale
}

/**
 * Keeps the date of a note and its place on a time axis equal: whoever drags it along the axis changes its date, whoever
 * changes the date moves it. Only what this person does counts; others' changes come with both. Returns its undo.
 */
export function followDates(editor: Editor, meaning: BoardMeaning): () => void {
  const dragged = new Set<TLShape['id']>()
  const redated = new Set<TLShape['id']>()
  /** Dates that a drag has just written: they must not move the note in their turn. */
  const written = new Map<TLShape['id'], string>()

  function settle(): void {
    if (dragged.size + redated.size === 0 || editor.isInAny(...MOVING_STATES)) return
    const [moved, changed] = [[...dragged], [...redated]]
    dragged.clear()
    redated.clear()
    for (const id of moved) if (!changed.includes(id)) writeDate(id)
    for (const id of changed) moveToDate(id)
  }

  function datedNote(id: TLShape['id']): { note: TLNoteShape; dated: Dated } | null {
    const shape = editor.getShape(id)
    if (!shape || !editor.isShapeOfType<TLNoteShape>(shape, 'note')) return null
    const dated = placeOf(shape)
    return dated && { note: shape, dated }
  }

  function placeOf(note: TLNoteShape): Dated | null {
    const method = meaning.method.get()
    const zoneId = note.meta['zone']
    const zone = method && typeof zoneId === 'string' ? findZone(method, zoneId) : undefined
    const column = zone && dateColumn(zone)
    if (!zone || column === undefined) return null
    const content = meaning.content(LANGUAGES[0])
    const area = content?.zones.find((found) => found.zone.id === zone.id)?.area
    return content && area ? { zone, area, column, scale: boardDateScale(content, meaning.today) } : null
  }

  function writeDate(id: TLShape['id']): void {
    const found = datedNote(id)
    const centre = found && editor.getShapePageBounds(id)?.center
    if (!found || !centre) return
    const { note, dated } = found
    const key = cellKey(dated.column)
    const date = monthAt(dated.scale, dated.area.w, centre.x - dated.area.x)
    const former = note.meta[key]
    // A day stays as precise as it is while the note stays in its month.
    if (typeof former === 'string' && former.startsWith(date)) return
    written.set(id, date)
    editor.updateShape<TLNoteShape>({ id: note.id, type: 'note', meta: { ...note.meta, [key]: date } })
  }

  function moveToDate(id: TLShape['id']): void {
    const found = datedNote(id)
    const bounds = editor.getShapePageBounds(id)
    const method = meaning.method.get()
    if (!found || !bounds || !method) return
    const { note, dated } = found
    const definition = dated.zone.options.cols?.find((column) => column.id === dated.column)
    const cell = definition && readCell(method, definition, note.meta[cellKey(dated.column)])
    if (cell?.kind !== 'date') return
    const x = dated.area.x + dateX(dated.scale, dated.area.w, cell.date) - HALF_NOTE * note.props.scale
    const { x: parentX } = editor.getPointInParentSpace(note, { x, y: bounds.y })
    if (Math.abs(parentX - note.x) > 1)
      editor.updateShape<TLNoteShape>({ id: note.id, type: 'note', x: parentX })
  }

  const stops = [
    editor.sideEffects.registerAfterCreateHandler('shape', (shape, source) => {
      if (source === 'user' && !isRestoring(editor.store) && shape.type === 'note') dragged.add(shape.id)
    }),
    editor.sideEffects.registerAfterChangeHandler('shape', (before, after, source) => {
      if (source !== 'user' || after.type !== 'note' || isRestoring(editor.store)) return
      if (before.x !== after.x || before.meta['zone'] !== after.meta['zone']) dragged.add(after.id)
      if (before.meta === after.meta || dateOf(before) === dateOf(after)) return
      if (written.get(after.id) !== dateOf(after)) redated.add(after.id)
      written.delete(after.id)
    }),
    editor.sideEffects.registerOperationCompleteHandler((source) => {
      if (source === 'user') settle()
    }),
    react('dates after a move', () => {
      editor.getPath()
      settle()
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }

  function dateOf(shape: TLShape): unknown {
    const method = meaning.method.get()
    const zoneId = shape.meta['zone']
    const zone = method && typeof zoneId === 'string' ? findZone(method, zoneId) : undefined
    const column = zone && dateColumn(zone)
    return column === undefined ? undefined : shape.meta[cellKey(column)]
  }
}
