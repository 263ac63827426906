import { ATTENTION_FACT, HANDS_FACT, metaRoot, WORKSHOP_FACT } from '@tablee/board/content'
import { SCRIPT_KEY } from '@tablee/board/script'
import { useCallback, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'

/** What says that people work on a board together now: somebody leads, or has led. */
const TOGETHER: readonly string[] = [SCRIPT_KEY, ATTENTION_FACT, HANDS_FACT, WORKSHOP_FACT]

/** Whether an open board needs the parts with which a room is led; a board that one fills alone stays as calm as it is. */
export function useNeedsAttention(doc: Y.Doc | null, leads: boolean): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      if (!doc) return () => undefined
      const facts = metaRoot(doc)
      facts.observe(listener)
      return () => facts.unobserve(listener)
    },
    [doc],
  )
  const isTogether = useSyncExternalStore(
    subscribe,
    () => doc !== null && TOGETHER.some((key) => metaRoot(doc).has(key)),
  )
  return doc !== null && (leads || isTogether)
}
