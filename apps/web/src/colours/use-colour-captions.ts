import { type ColourCaptions, isNoteColour, metaRoot, readColourCaptions } from '@tablee/board/content'
import { useCallback, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'

/** What the colours of the open board stand for. */
export function useColourCaptions(doc: Y.Doc): ColourCaptions {
  const subscribe = useCallback(
    (listener: () => void) => {
      const facts = metaRoot(doc)
      facts.observe(listener)
      return () => facts.unobserve(listener)
    },
    [doc],
  )
  return useSyncExternalStore(subscribe, () => readColourCaptions(metaRoot(doc)))
}

/** What the colour of an item stands for; undefined when it stands for nothing. */
export function captionOf(captions: ColourCaptions, colour: string | null): string | undefined {
  return isNoteColour(colour) ? captions[colour] : undefined
}
