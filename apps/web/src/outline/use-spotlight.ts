import { metaRoot, readAttention } from '@tablee/board/content'
import { useCallback, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'

/** The zone that who leads has lit; null for none. */
export function useSpotlight(doc: Y.Doc): string | null {
  const subscribe = useCallback(
    (listener: () => void) => {
      const facts = metaRoot(doc)
      facts.observe(listener)
      return () => facts.unobserve(listener)
    },
    [doc],
  )
  return useSyncExternalStore(subscribe, () => readAttention(metaRoot(doc)).spotlight)
}
