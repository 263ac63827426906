import { type NoteCell, noteCells, noteCellsHeight } from '@tablee/board'
import {
  type ComputedCache,
  Group2d,
  isEqual,
  NoteShapeUtil,
  Rectangle2d,
  type SvgExportContext,
  type TLNoteShape,
  type TLShapeId,
} from 'tldraw'
import type { BoardMeaning } from '../meaning/board-meaning.ts'
import { readerLanguage } from '../reader-language.ts'
import { NoteCellLines } from './NoteCellLines.tsx'

/** Side of a note at scale 1, in board units (tldraw's NOTE_SIZE). */
const NOTE_SIZE = 200

const NO_CELLS: readonly NoteCell[] = []

/** Notes that show their cells under their text; elsewhere they are tldraw's own. */
export function noteShapeUtil(meaning: BoardMeaning, mayType: (shape: TLNoteShape) => boolean) {
  return class CellNoteShapeUtil extends NoteShapeUtil {
    override canEdit(shape?: TLNoteShape) {
      return shape === undefined || mayType(shape)
    }

    #cells: ComputedCache<readonly NoteCell[], TLNoteShape> | undefined

    /** Computed once for each change of a note's text, cells or place, and when the method or a result changes. */
    cellsOf(shape: TLNoteShape): readonly NoteCell[] {
      this.#cells ??= this.editor.store.createComputedCache<readonly NoteCell[], TLNoteShape>(
        'cells of notes',
        (record) => this.readCells(record),
        {
          areRecordsEqual: (a, b) => a.props.richText === b.props.richText && a.meta === b.meta,
          areResultsEqual: isEqual,
        },
      )
      return this.#cells.get(shape.id) ?? NO_CELLS
    }

    readCells(shape: TLNoteShape): readonly NoteCell[] {
      const method = meaning.method.get()
      const { zone: zoneId } = shape.meta
      if (!method || typeof zoneId !== 'string') return NO_CELLS
      return noteCells({
        method,
        zoneId,
        note: { text: super.getText(shape) ?? '', meta: shape.meta },
        votes: meaning.votesFor(zoneId, shape.id),
        lang: readerLanguage(this.editor),
        titleOf: (id) => this.titleOf(id),
      })
    }

    titleOf(id: string): string | null {
      // The brand of ids exists in types only; an unknown one has no shape.
      const other = this.editor.getShape(id as TLShapeId)
      return other ? (this.editor.getShapeUtil(other).getText(other) ?? null) : null
    }

    /** The height of the part with the text, and of the whole, in board units. */
    heightsOf(shape: TLNoteShape, labelHeight: number): { text: number; whole: number } {
      const { scale, growY } = shape.props
      const foot = noteCellsHeight(this.cellsOf(shape).length) * scale
      const whole = Math.max((NOTE_SIZE + growY) * scale, labelHeight + foot)
      return { text: whole - foot, whole }
    }

    override getGeometry(shape: TLNoteShape) {
      const own = super.getGeometry(shape)
      if (this.cellsOf(shape).length === 0) return own
      const label = own.children[1]?.bounds
      if (!label) return own
      const { text, whole } = this.heightsOf(shape, label.height)
      const w = NOTE_SIZE * shape.props.scale
      return new Group2d({
        children: [
          new Rectangle2d({ width: w, height: whole, isFilled: true }),
          new Rectangle2d({
            x: label.x,
            y: (text - label.height) / 2,
            width: label.width,
            height: label.height,
            isFilled: true,
            isLabel: true,
          }),
        ],
      })
    }

    /** The note as tldraw draws it, as tall as the part with the text. */
    textPart(shape: TLNoteShape): TLNoteShape {
      const foot = noteCellsHeight(this.cellsOf(shape).length)
      const { height } = this.editor.getShapeGeometry(shape).bounds
      const growY = height / shape.props.scale - foot - NOTE_SIZE
      return { ...shape, props: { ...shape.props, growY } }
    }

    override getHandles(shape: TLNoteShape) {
      const cells = this.cellsOf(shape)
      if (cells.length === 0) return super.getHandles(shape)
      const { height } = this.editor.getShapeGeometry(shape).bounds
      const growY = height / shape.props.scale - NOTE_SIZE
      return super.getHandles({ ...shape, props: { ...shape.props, growY } })
    }

    override component(shape: TLNoteShape) {
      const cells = this.cellsOf(shape)
      const { scale, color } = shape.props
      const drawn = cells.length > 0 ? this.textPart(shape) : shape
      const parts = (
        <>
          {super.component(drawn)}
          {cells.length > 0 && (
            <NoteCellLines
              cells={cells}
              colour={color}
              scale={scale}
              top={(NOTE_SIZE + drawn.props.growY) * scale}
              width={NOTE_SIZE * scale}
            />
          )}
        </>
      )
      // what the legend leaves pale; without a legend a note needs nothing around it
      if (Object.keys(meaning.colours.get()).length === 0) return parts
      return (
        <div className="board-coloured" data-note-colour={color}>
          {parts}
        </div>
      )
    }

    override indicator(shape: TLNoteShape) {
      if (this.cellsOf(shape).length === 0) return super.indicator(shape)
      const { width, height } = this.editor.getShapeGeometry(shape).bounds
      return <rect rx={shape.props.scale} width={width} height={height} />
    }

    override toSvg(shape: TLNoteShape, context: SvgExportContext) {
      return super.toSvg(this.cellsOf(shape).length > 0 ? this.textPart(shape) : shape, context)
    }

    override getAriaDescriptor(shape: TLNoteShape) {
      const cells = this.cellsOf(shape)
      if (cells.length === 0) return undefined
      const lines = cells.filter(({ value }) => value !== '').map(({ label, value }) => `${label} : ${value}`)
      return [super.getText(shape), ...lines].join('. ')
    }
  }
}
