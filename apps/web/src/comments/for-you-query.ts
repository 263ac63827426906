import { queryOptions } from '@tanstack/react-query'
import { readForYou } from '../api/comments.ts'

/** How often pages outside of boards ask whether somebody named the person, in ms. */
const ASK_EVERY_MS = 60_000

/** What names the person, asked again from time to time. */
export const forYouQuery = queryOptions({
  queryKey: ['for-you'],
  queryFn: ({ signal }) => readForYou(signal),
  refetchInterval: ASK_EVERY_MS,
})
