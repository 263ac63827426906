import type { Lang } from '@tablee/board'
import { createContext, use, useEffect, useState, useSyncExternalStore } from 'react'
import { react } from 'tldraw'
import { BoardThreads, type Thread } from '../../references/board-threads.ts'
import type { BoardMeaning } from '../meaning/board-meaning.ts'

/** What ties the notes of the board around to other boards; null until it is known. */
export const ThreadsContext = createContext<BoardThreads | null>(null)

const NONE: ReadonlyMap<string, Thread> = new Map()
const neverChanges = () => () => undefined
const nothing = () => NONE

/** Opens the threads of a board for as long as it is on screen. */
export function useBoardThreads(boardId: string, meaning: BoardMeaning, lang: Lang): BoardThreads | null {
  const [threads, setThreads] = useState<BoardThreads | null>(null)
  useEffect(() => {
    const opened = new BoardThreads(boardId, {
      content: () => meaning.content(lang),
      subscribe: (listener) =>
        react('threads', () => {
          meaning.content(lang)
          listener()
        }),
    })
    setThreads(opened)
    return () => {
      opened.close()
      setThreads(null)
    }
  }, [boardId, meaning, lang])
  return threads
}

/** The threads of every note that has one, by its id. */
export function useThreads(): ReadonlyMap<string, Thread> {
  const threads = use(ThreadsContext)
  return useSyncExternalStore(threads?.subscribe ?? neverChanges, threads?.all ?? nothing)
}
