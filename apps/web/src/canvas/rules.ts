import { authorOf, type BoardAuthor, cellKey, isFurniture, LINK_META, type RefusalCode } from '@tablee/board'
import type { Editor, TLArrowBinding, TLBinding, TLShape, TLShapeId } from 'tldraw'
import { asBoardRecord } from './board-record.ts'
import { keepFromDeletion } from './keep-from-deletion.ts'
import type { StepGate } from './steps/step-gate.ts'
import { isRestoring } from './undo-fields.ts'

/** Before the id of a column, in the meta of a note. */
const CELL_PREFIX = cellKey('')

/** What every writer may change on somebody else's note: its text, and the sizes that tldraw measures from it. */
const SHARED_NOTE_PROPS = ['richText', 'growY', 'fontSizeAdjustment'] as const

/** What tldraw changes on an arrow when the shape at its end goes or changes layer. */
const FOLLOWING_ARROW_PROPS = ['start', 'end'] as const

/** Why a person may not change or delete a shape, or `null` when they may; the server decides by the same rule. */
export function refusalOf(shape: TLShape, author: BoardAuthor): RefusalCode | null {
  if (author.role === 'coach') return null
  if (author.role === 'viewer') return 'read_only'
  const record = asBoardRecord(shape)
  if (isFurniture(record)) return 'furniture'
  return authorOf(record) === author.actorId ? null : 'not_yours'
}

/** Whether a person may type in a shape: every note is open to every writer, other texts to who made them. */
export function mayEditText(shape: TLShape, author: BoardAuthor): boolean {
  const refusal = refusalOf(shape, author)
  return refusal === null || (refusal === 'not_yours' && shape.type === 'note')
}

interface InstallRulesOptions {
  editor: Editor
  author: BoardAuthor
  /** What the step that runs lets this person do. */
  gate: StepGate
  /** Told when something that the person did by hand was refused. */
  onRefused(code: RefusalCode): void
}

/** Applies the board's rules in the editor, so that a refusal shows at once instead of after a round trip. Returns its undo. */
export function installRules({ editor, author, gate, onRefused }: InstallRulesOptions): () => void {
  const { sideEffects } = editor
  const refuse = (shape: TLShape, code: RefusalCode) => {
    // Side effects touch shapes that nobody pointed at, such as an arrow tied to the note that moves: no word then.
    if (editor.getSelectedShapeIds().includes(shape.id)) onRefused(code)
  }
  const isMine = (id: TLShapeId) => {
    const shape = editor.getShape(id)
    return shape !== undefined && refusalOf(shape, author) === null
  }
  // A colleague's arrow stays hers, but it lets go of what this person takes away.
  const isForeign = ({ fromId, toId }: TLBinding) =>
    editor.getShape(fromId) !== undefined && !isMine(fromId) && !isMine(toId)
  const isTiedToMine = (arrow: TLShape) =>
    editor.getBindingsFromShape<TLArrowBinding>(arrow.id, 'arrow').some(({ toId }) => isMine(toId))

  /** The part of a change to somebody else's shape that may stand. */
  function allowedPart(before: TLShape, after: TLShape): TLShape {
    if (before.type === 'note') return withCells(withProps(before, after, SHARED_NOTE_PROPS), after)
    if (before.type !== 'arrow' || !isTiedToMine(before)) return before
    const { parentId, index, x, y, rotation } = after
    return { ...withProps(before, after, FOLLOWING_ARROW_PROPS), parentId, index, x, y, rotation }
  }

  /** Where nothing is moved, a shape of one's own keeps its place. A zone that is closed is the server's to say. */
  function held(before: TLShape, after: TLShape): TLShape {
    const step = gate.step()
    if (!step || step.may.moveOwn || !isMoved(before, after)) return after
    const code = gate.move(before, undefined)
    if (code) refuse(before, code)
    const { x, y, rotation, parentId, index } = before
    return { ...after, x, y, rotation, parentId, index }
  }

  const stops = [
    sideEffects.registerBeforeCreateHandler('shape', (shape, source) =>
      source === 'user' && !isRestoring(editor.store) ? stamped(shape, author) : shape,
    ),
    sideEffects.registerBeforeChangeHandler('shape', (before, after, source) => {
      if (source !== 'user') return after
      const code = refusalOf(before, author)
      if (code === null) return keepAuthor(before, held(before, after))
      const allowed = code === 'not_yours' ? allowedPart(before, after) : before
      if (isOtherChange(allowed, after)) refuse(before, code)
      return allowed
    }),
    keepFromDeletion(editor, (shape) => {
      const code = refusalOf(shape, author) ?? gate.write(shape)
      if (code !== null) onRefused(code)
      return code !== null
    }),
    sideEffects.registerBeforeDeleteHandler('shape', (shape, source) =>
      source === 'user' && (refusalOf(shape, author) ?? gate.write(shape)) !== null ? false : undefined,
    ),
    sideEffects.registerBeforeChangeHandler('binding', (before, after, source) =>
      source === 'user' && author.role !== 'coach' && isForeign(before) ? before : after,
    ),
    sideEffects.registerBeforeDeleteHandler('binding', (binding, source) =>
      source === 'user' && author.role !== 'coach' && isForeign(binding) ? false : undefined,
    ),
    sideEffects.registerBeforeChangeHandler('instance_page_state', (_before, after) => {
      if (author.role === 'coach') return after
      const isBackground = (id: TLShapeId | null) => {
        const shape = id && editor.getShape(id)
        return shape ? isFurniture(asBoardRecord(shape)) : false
      }
      const selectedShapeIds = after.selectedShapeIds.filter((id) => !isBackground(id))
      const hoveredShapeId = isBackground(after.hoveredShapeId) ? null : after.hoveredShapeId
      const isSame =
        selectedShapeIds.length === after.selectedShapeIds.length && hoveredShapeId === after.hoveredShapeId
      return isSame ? after : { ...after, selectedShapeIds, hoveredShapeId }
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** A new shape belongs to who makes it; of what a copy carries along from another board, only what it says is kept. */
function stamped(shape: TLShape, author: BoardAuthor): TLShape {
  const furniture = author.role === 'coach' && shape.meta['furniture'] === true ? { furniture: true } : {}
  const said = Object.fromEntries(
    Object.entries(shape.meta).filter(([key]) => isCell(key) || key === LINK_META),
  )
  return { ...shape, meta: { ...said, ...furniture, by: author.actorId, zone: shape.meta['zone'] ?? null } }
}

/** The cells of a row are open to every writer, as its text is. */
function withCells(allowed: TLShape, after: TLShape): TLShape {
  if (allowed.meta === after.meta) return allowed
  const others = Object.entries(allowed.meta).filter(([key]) => !isCell(key))
  const cells = Object.entries(after.meta).filter(([key]) => isCell(key))
  return { ...allowed, meta: Object.fromEntries([...others, ...cells]) }
}

function isCell(metaKey: string): boolean {
  return metaKey.startsWith(CELL_PREFIX)
}

function keepAuthor(before: TLShape, after: TLShape): TLShape {
  if (before.meta['by'] === after.meta['by']) return after
  return { ...after, meta: { ...after.meta, by: before.meta['by'] } }
}

function withProps(before: TLShape, after: TLShape, names: readonly string[]): TLShape {
  const from: object = before.props
  const to: object = after.props
  const taken = Object.fromEntries(Object.entries(to).filter(([name]) => names.includes(name)))
  // Only values of the same shape's own props are put together, each from a version that the schema accepted.
  return { ...before, props: { ...from, ...taken } } as TLShape
}

function isMoved(before: TLShape, after: TLShape): boolean {
  return before.x !== after.x || before.y !== after.y || before.rotation !== after.rotation
}

function isOtherChange(allowed: TLShape, wanted: TLShape): boolean {
  const moved = isMoved(allowed, wanted)
  const propsOf = (shape: TLShape) => JSON.stringify(shape.props)
  return moved || allowed.isLocked !== wanted.isLocked || propsOf(allowed) !== propsOf(wanted)
}
