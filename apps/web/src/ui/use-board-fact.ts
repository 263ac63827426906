import { metaRoot } from '@tablee/board/content'
import { useCallback, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'

const NOTHING = () => () => undefined

/**
 * What `read` makes of the facts of an open board, followed; null while it is not open. It has to give the same object as
 * long as they say the same.
 */
export function useBoardFact<T>(doc: Y.Doc, read: (facts: Y.Map<unknown>) => T): T
export function useBoardFact<T>(doc: Y.Doc | null, read: (facts: Y.Map<unknown>) => T): T | null
export function useBoardFact<T>(doc: Y.Doc | null, read: (facts: Y.Map<unknown>) => T): T | null {
  const subscribe = useCallback(
    (listener: () => void) => {
      if (doc === null) return NOTHING()
      const facts = metaRoot(doc)
      facts.observe(listener)
      return () => facts.unobserve(listener)
    },
    [doc],
  )
  return useSyncExternalStore(subscribe, () => doc && read(metaRoot(doc)))
}
