import { searchAnswerSchema } from '@tablee/contract'
import { queryOptions } from '@tanstack/react-query'
import { currentLanguage } from '../ui/i18n.ts'
import { read } from './request.ts'

/** How often an answer is asked for again while boards are still being read, in ms. */
const AGAIN_MS = 1_500

/** What is found on the boards that one may see; of one cohort when it is named. */
export const searchQuery = (q: string, cohortId: string | undefined) =>
  queryOptions({
    // zones are named in the language of the screen
    queryKey: ['search', q, cohortId, currentLanguage()],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ q, ...(cohortId !== undefined && { cohort: cohortId }) })
      return read(`/api/search?${query}`, searchAnswerSchema, signal)
    },
    enabled: q !== '',
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.complete === false ? AGAIN_MS : false),
  })
