import { type NoteCell, noteCells, noteCellsHeight, richTextToPlain } from '@tablee/board'
import type { ReactNode } from 'react'
import {
  Box,
  type ComputedCache,
  DefaultFontFaces,
  Group2d,
  isEqual,
  NoteShapeUtil,
  Rectangle2d,
  type SvgExportContext,
  type TLFontFace,
  type TLNoteShape,
  type TLShapeId,
  track,
  WeakCache,
} from 'tldraw'
import type { BoardMeaning } from '../meaning/board-meaning.ts'
import { readerLanguage } from '../reader-language.ts'
import { LateLabel } from './late-label.ts'
import { lateNotes } from './late-notes.ts'
import { NoteCellLines } from './NoteCellLines.tsx'

/** Side of a note at scale 1, in board units (tldraw's NOTE_SIZE). */
const NOTE_SIZE = 200

const NO_CELLS: readonly NoteCell[] = []

/** The one font of a text without marks, by the hand it is written in. */
const PLAIN_FACES: Readonly<Record<TLNoteShape['props']['font'], TLFontFace[]>> = {
  draw: [DefaultFontFaces.tldraw_draw.normal.normal],
  sans: [DefaultFontFaces.tldraw_sans.normal.normal],
  serif: [DefaultFontFaces.tldraw_serif.normal.normal],
  mono: [DefaultFontFaces.tldraw_mono.normal.normal],
}

/** The letters of each text; the editor's own way builds a text editor's grammar anew for every note. */
const lettersOf = new WeakCache<object, string>()

/** What is drawn of a note, by itself: it may come later than its place. */
const DrawnNote = track(function DrawnNote({
  util,
  shape,
}: {
  util: { draw(shape: TLNoteShape): ReactNode }
  shape: TLNoteShape
}) {
  return util.draw(shape)
})

/** Notes that show their cells under their text; elsewhere they are tldraw's own. */
export function noteShapeUtil(meaning: BoardMeaning, mayType: (shape: TLNoteShape) => boolean) {
  return class CellNoteShapeUtil extends NoteShapeUtil {
    override canEdit(shape?: TLNoteShape) {
      return shape === undefined || mayType(shape)
    }

    override getText({ props: { richText } }: TLNoteShape) {
      return lettersOf.get(richText, richTextToPlain)
    }

    override getFontFaces(shape: TLNoteShape) {
      const { richText, font } = shape.props
      return hasMarks(richText) ? super.getFontFaces(shape) : PLAIN_FACES[font]
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
        note: { text: this.getText(shape), meta: shape.meta },
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

    /** Where the text stands in the note as tldraw draws it, in board units. */
    measureLabel(shape: TLNoteShape): Box {
      return super.getGeometry(shape).children[1]?.bounds ?? new Box(0, 0, NOTE_SIZE, NOTE_SIZE)
    }

    override getGeometry(shape: TLNoteShape) {
      const { scale, growY } = shape.props
      const width = NOTE_SIZE * scale
      const foot = noteCellsHeight(this.cellsOf(shape).length) * scale
      let height = (NOTE_SIZE + growY) * scale
      let measure = () => this.measureLabel(shape)
      if (foot > 0) {
        const label = measure()
        height = Math.max(height, label.height + foot)
        const y = (height - foot - label.height) / 2
        measure = () => new Box(label.x, y, label.width, label.height)
      }
      const note = new Rectangle2d({ width, height, isFilled: true })
      return new Group2d({ children: [note, new LateLabel(note, measure)] })
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
      return <>{lateNotes(this.editor).isDrawn(shape.id) && <DrawnNote util={this} shape={shape} />}</>
    }

    draw(shape: TLNoteShape) {
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
      return [this.getText(shape), ...lines].join('. ')
    }
  }
}

/** Whether a part of a text is bold, a link or otherwise marked. */
function hasMarks(node: object): boolean {
  if ('marks' in node && Array.isArray(node.marks) && node.marks.length > 0) return true
  return 'content' in node && Array.isArray(node.content) && node.content.some(hasMarks)
}
