import { Badge } from '@mantine/core'
import type { WorkshopSummary } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** Where a session stands. */
export interface StateBadgeProps {
  state: WorkshopSummary['state']
}

/** In a word: planned, running, closed. */
export function StateBadge({ state }: StateBadgeProps): ReactNode {
  const { t } = useTranslation('workshops')
  return (
    <Badge
      variant={state === 'running' ? 'filled' : 'light'}
      color={state === 'closed' ? 'gray' : 'petrol'}
      tt="none"
    >
      {t(`state.${state}`)}
    </Badge>
  )
}
