import { templateListSchema } from '@tablee/contract'
import { queryOptions } from '@tanstack/react-query'
import { read } from './request.ts'

/** The methods that a board can be opened from; they change with the server's version only. */
export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: ({ signal }) => read('/api/templates', templateListSchema, signal),
  staleTime: Number.POSITIVE_INFINITY,
})
