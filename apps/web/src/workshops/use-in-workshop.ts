import { metaRoot, WORKSHOP_FACT } from '@tablee/board/content'
import { useCallback, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'

const NOTHING = () => () => undefined

/** Whether an open board is part of a session; false while it is not open. */
export function useInWorkshop(doc: Y.Doc | null): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      if (!doc) return NOTHING()
      const facts = metaRoot(doc)
      facts.observe(listener)
      return () => facts.unobserve(listener)
    },
    [doc],
  )
  return useSyncExternalStore(subscribe, () => doc !== null && metaRoot(doc).has(WORKSHOP_FACT))
}
