import { type BoardExtract, boardExtractSchema } from '@tablee/contract'
import { useCallback, useEffect, useState } from 'react'
import { read } from '../api/request.ts'
import { useLive } from './live-context.ts'

/** How long the board must be quiet before its results are asked for again, in ms: they are read from what is stored. */
const QUIET_MS = 1_500

/** What the page knows of the results. What was shown stays while a new answer is awaited, and when none comes. */
export type ExtractState =
  | { kind: 'reading' }
  | { kind: 'failed' }
  | { kind: 'read'; extract: BoardExtract; isStale: boolean }

/** What the method draws from the board, asked for again when somebody has written and paused. */
export function useBoardExtract(): ExtractState & { again(): void } {
  const { live, boardId } = useLive()
  const [state, setState] = useState<ExtractState>({ kind: 'reading' })
  const [round, setRound] = useState(0)
  const again = useCallback(() => setRound((before) => before + 1), [])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = live.watched.subscribe(() => {
      clearTimeout(timer)
      timer = setTimeout(again, QUIET_MS)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [live, again])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round asks again
  useEffect(() => {
    const asking = new AbortController()
    read(`/api/boards/${encodeURIComponent(boardId)}/extract`, boardExtractSchema, asking.signal).then(
      (extract) => setState({ kind: 'read', extract, isStale: false }),
      () => {
        if (asking.signal.aborted) return
        setState((before) => (before.kind === 'read' ? { ...before, isStale: true } : { kind: 'failed' }))
      },
    )
    return () => asking.abort()
  }, [boardId, round])
  return { ...state, again }
}
