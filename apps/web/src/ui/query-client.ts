import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError } from '../api/api-error.ts'

/** How often a failed reading is tried again before the page says so. */
const RETRIES = 2

/** Errors that come back the same however often one asks. */
function isFinal(error: unknown): boolean {
  return error instanceof ApiError && !['offline', 'unavailable', 'storage_unavailable'].includes(error.code)
}

/** The one cache of what the server said. `onSignedOut` is called when an answer shows that the session has ended. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const watch = (error: unknown) => {
    if (error instanceof ApiError && error.code === 'not_signed_in') onSignedOut()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError: watch }),
    mutationCache: new MutationCache({ onError: watch }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < RETRIES && !isFinal(error),
      },
      mutations: {
        // Without this a press on a button while offline would wait silently; the person must be told.
        networkMode: 'always',
      },
    },
  })
}
