import { useEffect, useState } from 'react'
import type * as Y from 'yjs'
import { followOwnWriting, type OwnWriting } from './own-writing.ts'

/** What this person writes on the board; null until she writes something: then the part that reads it is fetched. */
export function useOwnWriting(doc: Y.Doc | null): OwnWriting | null {
  const [writing, setWriting] = useState<OwnWriting | null>(null)
  useEffect(() => {
    if (doc === null) return
    const followed = followOwnWriting(doc)
    const stop = followed.subscribe(() => setWriting(followed))
    return () => {
      stop()
      followed.stop()
      setWriting(null)
    }
  }, [doc])
  return writing
}
