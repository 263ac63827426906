import {
  richTextToPlain,
  SHEET_TEXT,
  type SheetProps,
  sheetShapeMigrations,
  sheetShapeProps,
} from '@tablee/board'
import { BaseBoxShapeUtil, getFontsFromRichText, HTMLContainer, type TLBaseShape, toRichText } from 'tldraw'
import { SheetPaper } from './SheetPaper.tsx'

/** A sheet on the canvas. */
export type SheetShape = TLBaseShape<'sheet', SheetProps>

/** The one text of a text zone: written together letter by letter, moved by nobody. */
export class SheetShapeUtil extends BaseBoxShapeUtil<SheetShape> {
  static override type = 'sheet' as const
  static override props = sheetShapeProps
  static override migrations = sheetShapeMigrations

  override getDefaultProps(): SheetProps {
    return { w: 568, h: 200, zoneId: '', richText: toRichText('') }
  }

  override canBind() {
    return false
  }

  override canEdit(_shape?: SheetShape) {
    return true
  }

  override getText({ props }: SheetShape) {
    return richTextToPlain(props.richText)
  }

  override getFontFaces({ props }: SheetShape) {
    return getFontsFromRichText(this.editor, props.richText, {
      family: 'tldraw_sans',
      weight: 'normal',
      style: 'normal',
    })
  }

  override component({ id, props }: SheetShape) {
    const { radiusPx, paper, line } = SHEET_TEXT
    return (
      <HTMLContainer
        style={{ background: paper, border: `1px solid ${line}`, borderRadius: radiusPx, overflow: 'hidden' }}
      >
        <SheetPaper id={id} sheet={props} />
      </HTMLContainer>
    )
  }

  override indicator({ props }: SheetShape) {
    return <rect width={props.w} height={props.h} rx={SHEET_TEXT.radiusPx} />
  }
}
