import { overviewSchema } from '@tablee/contract'
import { queryOptions } from '@tanstack/react-query'
import { read } from './request.ts'

/** The boards of one method side by side (right `cohort.overview`); the method with most boards unless one is named. */
export const overviewQuery = (cohortId: string, methodId: string | undefined) =>
  queryOptions({
    queryKey: ['cohorts', cohortId, 'overview', methodId ?? null],
    queryFn: ({ signal }) => {
      const query = methodId === undefined ? '' : `?methodId=${encodeURIComponent(methodId)}`
      return read(`/api/cohorts/${cohortId}/overview${query}`, overviewSchema, signal)
    },
    placeholderData: (shown) => shown,
  })
