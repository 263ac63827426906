import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { errorText } from './error-text.ts'
import { notifyDone, notifyProblem } from './notify.ts'

/** How a command is run and what its success means for the screen. */
export interface CommandOptions<V, R> {
  run(values: V): Promise<R>
  /** Keys of the queries that the command makes stale. */
  refresh: readonly (readonly unknown[])[]
  /** Said when it worked; nothing when the screen itself shows it. */
  done?: string
  onDone?(answer: R, values: V): void
  /** Called instead of the notification, for errors that have a place on the page. */
  onProblem?(error: Error): void
}

/** A change sent to the server: refreshes what it made stale, says what happened. */
export function useCommand<V = void, R = unknown>(
  options: CommandOptions<V, R>,
): UseMutationResult<R, Error, V> {
  const client = useQueryClient()
  const { t } = useTranslation()
  return useMutation<R, Error, V>({
    mutationFn: (values) => options.run(values),
    onSuccess: async (answer, values) => {
      await Promise.all(options.refresh.map((queryKey) => client.invalidateQueries({ queryKey })))
      if (options.done !== undefined) notifyDone(options.done)
      options.onDone?.(answer, values)
    },
    onError: (error) => {
      if (options.onProblem) options.onProblem(error)
      else notifyProblem(errorText(error, t))
    },
  })
}
