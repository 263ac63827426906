import { type RefusalCode, zoneAreas, zoneAtPoint } from '@tablee/board'
import {
  createShapeId,
  type Editor,
  type StateNode,
  type TLNoteShape,
  type TLShape,
  type TLShapeId,
} from 'tldraw'
import { asBoardRecord } from './board-record.ts'
import type { SheetShape } from './shapes/SheetShapeUtil.tsx'
import type { ZoneShape } from './shapes/ZoneShapeUtil.tsx'
import type { StepGate } from './steps/step-gate.ts'

/** Half the side of a note at scale 1, in board units (tldraw's NOTE_SIZE is 200). */
const HALF_NOTE = 100

/** What the step that runs lets people write, and who tells the person that it does not. */
export interface WritingGate {
  gate: StepGate
  onRefused(code: RefusalCode): void
  /** Where a curtain hangs people write privately instead. */
  writePrivately(zoneId: string): void
}

/** Puts a note under the pointer and the cursor into it; where a zone has one text, the cursor goes into that. */
export function writeNoteAtPointer(editor: Editor, { gate, onRefused, writePrivately }: WritingGate): void {
  if (editor.getIsReadonly()) return
  const zoneId = zoneAtPointer(editor)
  const refused = gate.create(zoneId)
  if (refused === 'zone_curtained' && zoneId !== null) {
    writePrivately(zoneId)
    return
  }
  if (refused) {
    onRefused(refused)
    return
  }
  editor.complete()
  const sheet = sheetUnderPointer(editor)
  if (sheet) {
    writeOnSheet(editor, sheet)
    return
  }
  editor.markHistoryStoppingPoint('note at the pointer')
  const id = createShapeId()
  const { x, y } = editor.inputs.currentPagePoint
  editor.createShape({ id, type: 'note', x: x - HALF_NOTE, y: y - HALF_NOTE })
  writeIn(editor, id)
}

/** The smallest zone under the pointer, by the board's own rule. */
function zoneAtPointer(editor: Editor): string | null {
  const zones = editor
    .getCurrentPageShapes()
    .filter((shape) => editor.isShapeOfType<ZoneShape>(shape, 'zone'))
  return zoneAtPoint(zoneAreas(zones.map(asBoardRecord)), editor.inputs.currentPagePoint)
}

/** The sheet of the text zone under the pointer. */
function sheetUnderPointer(editor: Editor): SheetShape | undefined {
  const shapes = editor.getCurrentPageShapes()
  const isUnder = (shape: TLShape) =>
    editor.getShapePageBounds(shape)?.containsPoint(editor.inputs.currentPagePoint) === true
  const zones = shapes.filter((shape) => editor.isShapeOfType<ZoneShape>(shape, 'zone') && isUnder(shape))
  return shapes.find(
    (shape): shape is SheetShape =>
      editor.isShapeOfType<SheetShape>(shape, 'sheet') &&
      (isUnder(shape) || zones.some(({ props }) => 'zoneId' in props && props.zoneId === shape.props.zoneId)),
  )
}

/** Not selected, since nobody moves it: only the cursor goes into it. */
function writeOnSheet(editor: Editor, sheet: SheetShape): void {
  if (!editor.getShapeUtil(sheet).canEdit(sheet)) return
  editor.focus()
  editor.selectNone()
  editor.setEditingShape(sheet.id)
  if (editor.getEditingShapeId() !== sheet.id) return
  editor.setCurrentTool('select.editing_shape', { target: 'shape', shape: sheet })
}

/** Space between a note and the next below it, in board units. */
const NOTE_GAP = 16

/** Goes on with a note under another one, of the same colour, and puts the cursor into it. */
export function writeNoteBelow(editor: Editor, noteId: TLShapeId): void {
  const note = editor.getShape<TLNoteShape>(noteId)
  const bounds = note && editor.getShapePageBounds(note)
  if (!note || !bounds || editor.getIsReadonly()) return
  editor.complete()
  editor.markHistoryStoppingPoint('next row')
  const id = createShapeId()
  const { color, size, font, scale } = note.props
  editor.createShape<TLNoteShape>({
    id,
    type: 'note',
    x: bounds.x,
    y: bounds.maxY + NOTE_GAP,
    props: { color, size, font, scale },
  })
  writeIn(editor, id)
}

function writeIn(editor: Editor, id: TLShapeId): void {
  // None when the board is full: tldraw has said so by then.
  const note = editor.getShape(id)
  if (!note) return
  editor.focus()
  editor.select(id)
  editor.setEditingShape(id)
  editor.setCurrentTool('select.editing_shape', { target: 'shape', shape: note })
}

/** tldraw's state for a pointer that rests; it makes this method replaceable on purpose (its "double click" example). */
interface IdleState extends StateNode {
  handleDoubleClickOnCanvas(): void
}

/** Makes a double click on the empty canvas write a note instead of a bare text. */
export function noteOnDoubleClick(editor: Editor, writing: WritingGate): void {
  const idle = editor.getStateDescendant<IdleState>('select.idle')
  if (idle) idle.handleDoubleClickOnCanvas = () => writeNoteAtPointer(editor, writing)
}
