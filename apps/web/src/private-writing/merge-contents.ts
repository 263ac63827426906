import { mergeTexts } from '@tablee/board/edit'
import type { NoteContent } from './local-note.ts'

/** What two devices made of one note: each column for itself, and free words at the places where each changed them. */
export function mergeContents(
  base: NoteContent | null,
  { mine, theirs }: { mine: NoteContent; theirs: NoteContent },
  isFree: (columnId: string) => boolean,
): NoteContent {
  const cells: Record<string, string | number> = {}
  for (const id of new Set([...Object.keys(mine.cells), ...Object.keys(theirs.cells)])) {
    const before = base?.cells[id] ?? ''
    const own = mine.cells[id] ?? ''
    const other = theirs.cells[id] ?? ''
    if (own === before) cells[id] = other
    else if (other === before || !isFree(id)) cells[id] = own
    else cells[id] = mergeTexts(String(before), String(own), String(other))
  }
  return { text: mergeTexts(base?.text ?? '', mine.text, theirs.text), cells }
}
