import { linkTerm, sayLink } from '@tablee/board'
import { ArrowShapeUtil, type SvgExportContext, type TLArrowShape } from 'tldraw'
import type { BoardMeaning } from '../meaning/board-meaning.ts'
import { readerLanguage } from '../reader-language.ts'

/** Arrows that say the term of their link in the reader's language; in all else they are tldraw's own. */
export function arrowShapeUtil(meaning: BoardMeaning, mayType: (shape: TLArrowShape) => boolean) {
  return class LinkArrowShapeUtil extends ArrowShapeUtil {
    override canEdit(shape?: TLArrowShape) {
      return shape === undefined || mayType(shape)
    }

    /** The arrow with the words that this reader sees on it. */
    toRead(shape: TLArrowShape): TLArrowShape {
      const method = meaning.method.get()
      const { text } = shape.props
      const said = method ? sayLink(linkTerm(method, shape.meta), text, readerLanguage(this.editor)) : text
      return said === text ? shape : { ...shape, props: { ...shape.props, text: said } }
    }

    override getText(shape: TLArrowShape) {
      return super.getText(this.toRead(shape))
    }

    override component(shape: TLArrowShape) {
      // who types on an arrow types on what is kept
      if (this.editor.getEditingShapeId() === shape.id) return super.component(shape)
      const shown = this.toRead(shape)
      // measured for the words that are kept: one line of others may be longer
      return shown === shape ? (
        super.component(shape)
      ) : (
        <div className="board-arrow--told">{super.component(shown)}</div>
      )
    }

    override toSvg(shape: TLArrowShape, context: SvgExportContext) {
      return super.toSvg(this.toRead(shape), context)
    }
  }
}
