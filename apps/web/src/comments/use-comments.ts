import type { BoardComments } from '@tablee/contract'
import { useCallback, useEffect, useState } from 'react'
import { readComments } from '../api/comments.ts'

/** What is said on a board, and what went wrong with it. */
export interface CommentsState {
  comments: BoardComments | null
  problem: Error | null
  /** Runs a change, whose answer is what is said now. @returns whether it worked */
  change(run: () => Promise<BoardComments>): Promise<boolean>
}

/** Reads what is said on a board, and again with every revision that the board tells of. */
export function useComments(boardId: string, revision: number): CommentsState {
  const [comments, setComments] = useState<BoardComments | null>(null)
  const [problem, setProblem] = useState<Error | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision is another answer
  useEffect(() => {
    const leave = new AbortController()
    readComments(boardId, leave.signal).then(
      (answer) => {
        setComments(answer)
        setProblem(null)
      },
      (error: unknown) => {
        if (!leave.signal.aborted) setProblem(asError(error))
      },
    )
    return () => leave.abort()
  }, [boardId, revision])
  const change = useCallback(async (run: () => Promise<BoardComments>) => {
    try {
      setComments(await run())
      setProblem(null)
      return true
    } catch (error) {
      setProblem(asError(error))
      return false
    }
  }, [])
  return { comments, problem, change }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('unknown')
}
