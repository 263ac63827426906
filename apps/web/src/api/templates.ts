import { templateListSchema } from '@tablee/contract'
import { queryOptions } from '@tanstack/react-query'
import { read } from './request.ts'

/** The methods that a board can be opened from; a coach's own come and change while she works. */
export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: ({ signal }) => read('/api/templates', templateListSchema, signal),
})
