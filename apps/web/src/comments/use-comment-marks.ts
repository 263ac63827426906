import { type CommentMarks, metaRoot, readCommentMarks } from '@tablee/board/content'
import { useCallback, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'

/** Where conversations are open on a board, as its facts say; followed. */
export function useCommentMarks(doc: Y.Doc): CommentMarks {
  const subscribe = useCallback(
    (listener: () => void) => {
      const facts = metaRoot(doc)
      facts.observe(listener)
      return () => facts.unobserve(listener)
    },
    [doc],
  )
  return useSyncExternalStore(subscribe, () => readCommentMarks(metaRoot(doc)))
}
