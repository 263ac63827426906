import type { BoardContent, Method } from '@tablee/board/content'
import { methodOf } from '@tablee/board/content'
import type { Limits } from '@tablee/board/script'
import { createContext, use, useSyncExternalStore } from 'react'
import type { CommentDesk } from '../comments/comment-desk.ts'
import type { BoardThreads } from '../references/board-threads.ts'
import type { LiveBoard } from './live-board.ts'

/** What every part of the page works on. */
export interface LivePage {
  live: LiveBoard
  boardId: string
  /** What the server lets this person do. */
  rights: readonly string[]
  /** What ties its notes to other boards; null until it is known. */
  threads: BoardThreads | null
  /** Where people speak of its notes; null until that part is there. */
  comments: CommentDesk | null
  /** What this person is held to now, by a step or by who leads; null when by nothing, and for who leads the workshop. */
  step: Limits | null
  /** Opens what the person writes privately, for a zone. */
  writePrivately(zoneId: string): void
  /** Tells a screen reader what just happened. */
  announce(text: string): void
}

/** Holds the open board. */
export const LiveContext = createContext<LivePage | null>(null)

/** The open board. */
export function useLive(): LivePage {
  const page = use(LiveContext)
  if (!page) throw new Error('the part is shown in a page with an open board')
  return page
}

/** What is on the board, followed. */
export function useContent(): BoardContent | null {
  const { watched } = useLive().live
  return useSyncExternalStore(watched.subscribe, watched.content)
}

/** The method of the board. */
export function useMethod(): Method | null {
  return methodOf(useLive().live.doc)
}
