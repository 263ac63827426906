import { INK, INK_SOFT, richTextToPlain, SHEET_TEXT, type SheetProps, ZONE_WORDS } from '@tablee/board'
import { use } from 'react'
import { RichTextLabel, type TLShapeId, useEditor, useValue } from 'tldraw'
import { useReaderLanguage } from '../reader-language.ts'
import { StepGateContext } from '../steps/use-binding-step.ts'

/** Width of an average letter, as a factor of the type's size; a little wide, so that no line leaves the sheet. */
const LETTER_WIDTH = 0.55

interface SheetPaperProps {
  id: TLShapeId
  sheet: SheetProps
}

/** The text of a sheet as large as it fits; an empty one says how to begin, to who may. */
export function SheetPaper({ id, sheet }: SheetPaperProps) {
  const editor = useEditor()
  const lang = useReaderLanguage(editor)
  const isWritten = useValue('writing', () => editor.getEditingShapeId() === id, [editor, id])
  const gate = use(StepGateContext)
  const mayWrite = useValue('may write', () => gate === null || gate.create(sheet.zoneId) === null, [
    gate,
    sheet.zoneId,
  ])
  const { paddingPx, sizesPx, lineHeight } = SHEET_TEXT
  const text = richTextToPlain(sheet.richText)
  return (
    <>
      {text.trim() === '' && !isWritten && mayWrite && (
        <p
          lang={lang}
          style={{ margin: 0, padding: paddingPx, fontSize: sizesPx[1], lineHeight, color: INK_SOFT }}
        >
          {ZONE_WORDS.writeTogether[lang]}
        </p>
      )}
      <RichTextLabel
        shapeId={id}
        type="sheet"
        font="sans"
        fontSize={fittingSize(text, sheet)}
        lineHeight={lineHeight}
        align="start"
        verticalAlign="start"
        padding={paddingPx}
        richText={sheet.richText}
        labelColor={INK}
        isSelected={false}
        wrap
      />
    </>
  )
}

/** The largest type in which a text fits on its sheet, in px. */
function fittingSize(text: string, { w, h }: SheetProps): number {
  const { paddingPx, sizesPx, lineHeight } = SHEET_TEXT
  const linesOf = (paragraph: string, sizePx: number) =>
    Math.max(1, Math.ceil((paragraph.length * sizePx * LETTER_WIDTH) / (w - 2 * paddingPx)))
  const heightAt = (sizePx: number) =>
    text.split('\n').reduce((sum, paragraph) => sum + linesOf(paragraph, sizePx), 0) * sizePx * lineHeight
  const smallest = Math.min(...sizesPx)
  return sizesPx.find((sizePx) => heightAt(sizePx) <= h - 2 * paddingPx) ?? smallest
}
