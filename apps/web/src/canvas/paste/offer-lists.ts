import type { RefusalCode } from '@tablee/board'
import { defaultHandleExternalTextContent, type Editor } from 'tldraw'
import { parseList } from '../../imports/parse-list.ts'

/** A list that somebody pasted on the board, before she said what to do with it. */
export interface PastedList {
  rows: readonly (readonly string[])[]
  /** Where it was pasted, on the page. */
  point: { x: number; y: number }
  /** Makes the one text of it that the editor would have made. */
  asOneText(): void
}

interface OfferListsOptions {
  editor: Editor
  offer(list: PastedList | null): void
  /** Why no text may come to lie at a point of the page, or null. */
  faultAt(point: { x: number; y: number }): RefusalCode | null
  onRefused(code: RefusalCode): void
}

/**
 * Asks before a pasted list becomes notes; a single line is pasted as ever, where a text may stand. Returns its undo.
 */
export function offerLists({ editor, offer, faultAt, onRefused }: OfferListsOptions): () => void {
  editor.registerExternalContentHandler('text', (content) => {
    const rows = parseList(content.text)
    const asOneText = () => {
      // Nobody waits for a paste: the text appears when it is there.
      void defaultHandleExternalTextContent(editor, content)
    }
    const isList = rows.length > 1 || (rows[0]?.length ?? 0) > 1
    const point = pointOf(editor, content.point)
    const fault = isList ? null : faultAt(point)
    if (fault) onRefused(fault)
    else if (!isList || editor.getIsReadonly()) asOneText()
    else offer({ rows, point, asOneText })
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
