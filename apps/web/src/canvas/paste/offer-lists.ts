import { defaultHandleExternalTextContent, type Editor } from 'tldraw'
import { parseList } from './parse-list.ts'

/** A list that somebody pasted on the board, before she said what to do with it. */
export interface PastedList {
  rows: readonly (readonly string[])[]
  /** Where it was pasted, on the page. */
  point: { x: number; y: number }
  /** Makes the one text of it that the editor would have made. */
  asOneText(): void
}

/** Asks before a pasted list becomes notes; a single line is pasted as ever. Returns its undo. */
export function offerLists(editor: Editor, offer: (list: PastedList | null) => void): () => void {
  editor.registerExternalContentHandler('text', (content) => {
    const rows = parseList(content.text)
    const asOneText = () => {
      // Nobody waits for a paste: the text appears when it is there.
      void defaultHandleExternalTextContent(editor, content)
    }
    const isList = rows.length > 1 || (rows[0]?.length ?? 0) > 1
    if (!isList || editor.getIsReadonly()) asOneText()
    else offer({ rows, point: pointOf(editor, content.point), asOneText })
  })
  return () => offer(null)
}

/** Where the pointer is when it is over the board, else the middle of the screen. */
function pointOf(editor: Editor, given: { x: number; y: number } | undefined): { x: number; y: number } {
  if (given) return { x: given.x, y: given.y }
  const pointer = editor.inputs.currentPagePoint
  const view = editor.getViewportPageBounds()
  const { x, y } = view.containsPoint(pointer) ? pointer : view.center
  return { x, y }
}
