import { equalValues } from '@tablee/board/content'
import { useEffect, useState } from 'react'
import type { Awareness } from 'y-protocols/awareness'

/** Who else is on a board, as `read` finds them, each once; the same list as long as they are the same. */
export function usePresent<T>(
  awareness: Awareness,
  ownId: string,
  read: (awareness: Awareness, ownId: string) => T[],
): T[] {
  const [people, setPeople] = useState<T[]>([])
  useEffect(() => {
    const follow = () => {
      const now = read(awareness, ownId)
      setPeople((before) => (equalValues(before, now) ? before : now))
    }
    follow()
    awareness.on('change', follow)
    return () => awareness.off('change', follow)
  }, [awareness, ownId, read])
  return people
}
