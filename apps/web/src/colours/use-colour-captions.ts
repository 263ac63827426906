import { type ColourCaptions, isNoteColour, readColourCaptions } from '@tablee/board/content'
import type * as Y from 'yjs'
import { useBoardFact } from '../ui/use-board-fact.ts'

/** What the colours of the open board stand for. */
export const useColourCaptions = (doc: Y.Doc): ColourCaptions => useBoardFact(doc, readColourCaptions)

/** What the colour of an item stands for; undefined when it stands for nothing. */
export function captionOf(captions: ColourCaptions, colour: string | null): string | undefined {
  return isNoteColour(colour) ? captions[colour] : undefined
}
