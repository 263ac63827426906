import { boardRoot, TEXT_KEY } from '@tablee/board'
import { plainTextOf, setItemText, type Writer } from '@tablee/board/edit'
import * as Y from 'yjs'
import type { StoreBinding } from './bind-store.ts'

/**
 * Adds words behind those of a note or a sheet, in the document itself: the store's text is another's while a text editor
 * holds it, and a sheet is locked there.
 */
export function textAdder(
  { flush }: Pick<StoreBinding, 'flush'>,
  writer: Writer,
): (id: string, text: string) => void {
  return (id, text) => {
    // a note that was just made
    flush()
    const fragment = boardRoot(writer.doc).get(id)?.get(TEXT_KEY)
    if (fragment instanceof Y.XmlFragment) setItemText(writer, id, plainTextOf(fragment) + text)
  }
}
