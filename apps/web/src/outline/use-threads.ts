import { useEffect, useState } from 'react'
import type { BoardThreads } from '../references/board-threads.ts'
import type { LiveBoard } from './live-board.ts'

/** What ties the notes of an open board to other boards; read after all that is needed to write. */
export function useThreads(boardId: string, live: LiveBoard | null): BoardThreads | null {
  const [threads, setThreads] = useState<BoardThreads | null>(null)
  useEffect(() => {
    if (!live) return
    let opened: BoardThreads | null = null
    let isHere = true
    import('../references/board-threads.ts').then(
      ({ BoardThreads: Threads }) => {
        if (!isHere) return
        opened = new Threads(boardId, live.watched)
        setThreads(opened)
      },
      // offline: the page works without them
      () => undefined,
    )
    return () => {
      isHere = false
      opened?.close()
      setThreads(null)
    }
  }, [boardId, live])
  return threads
}
