import { Skeleton, Stack } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from './ErrorNotice.tsx'

/** Grey lines in the place of what is coming. */
export function LoadingLines(): ReactNode {
  const { t } = useTranslation()
  return (
    <Stack role="status" aria-label={t('loading')}>
      <Skeleton h={28} w="40%" />
      <Skeleton h={72} />
      <Skeleton h={72} />
    </Stack>
  )
}

/** A query and how its answer is shown. */
export interface LoadedProps<T> {
  query: UseQueryResult<T>
  children: (answer: T) => ReactNode
}

/** Shows an answer, the lines that stand for it, or what went wrong. An old answer stays while a new one is fetched. */
export function Loaded<T>({ query, children }: LoadedProps<T>): ReactNode {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <ErrorNotice error={query.error} retry={() => void query.refetch()} />
  return <LoadingLines />
}
