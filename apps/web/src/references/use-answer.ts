import { useCallback, useEffect, useState } from 'react'

/** Where a question to the server stands. */
export type Answer<T> =
  | { kind: 'asking' }
  | { kind: 'ready'; value: T }
  | { kind: 'failed'; error: unknown; retry(): void }

/** Asks the server while the component is on screen; again when `ask` is another function. */
export function useAnswer<T>(ask: (signal: AbortSignal) => Promise<T>): Answer<T> {
  const [state, setState] = useState<Answer<T>>({ kind: 'asking' })
  const [tries, setTries] = useState(0)
  const retry = useCallback(() => setTries((n) => n + 1), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try asks anew
  useEffect(() => {
    const leave = new AbortController()
    setState({ kind: 'asking' })
    ask(leave.signal).then(
      (value) => setState({ kind: 'ready', value }),
      (error: unknown) => {
        if (!leave.signal.aborted) setState({ kind: 'failed', error, retry })
      },
    )
    return () => leave.abort()
  }, [ask, tries, retry])
  return state
}
