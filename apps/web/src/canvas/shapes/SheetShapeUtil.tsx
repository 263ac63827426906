import { INK, SHEET_TEXT, type SheetProps, sheetShapeMigrations, sheetShapeProps } from '@tablee/board'
import { BaseBoxShapeUtil, HTMLContainer, RichTextLabel, type TLBaseShape, toRichText } from 'tldraw'

/** A sheet on the canvas. */
export type SheetShape = TLBaseShape<'sheet', SheetProps>

/** Draws the one text of a text zone. */
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

  override component({ id, props }: SheetShape) {
    const { paddingPx, radiusPx, sizesPx, lineHeight, paper, line } = SHEET_TEXT
    return (
      <HTMLContainer
        style={{ background: paper, border: `1px solid ${line}`, borderRadius: radiusPx, overflow: 'hidden' }}
      >
        <RichTextLabel
          shapeId={id}
          type="sheet"
          font="sans"
          fontSize={sizesPx[0]}
          lineHeight={lineHeight}
          align="start"
          verticalAlign="start"
          padding={paddingPx}
          richText={props.richText}
          labelColor={INK}
          isSelected={false}
          wrap
        />
      </HTMLContainer>
    )
  }

  override indicator({ props }: SheetShape) {
    return <rect width={props.w} height={props.h} rx={SHEET_TEXT.radiusPx} />
  }
}
