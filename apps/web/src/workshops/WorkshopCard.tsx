import { Group, Text } from '@mantine/core'
import type { WorkshopSummary } from '@tablee/contract'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import cards from '../ui/card.module.css'
import { formatMoment } from '../ui/format-date.ts'
import { useLang } from '../ui/use-lang.ts'
import { StateBadge } from './StateBadge.tsx'

/** Which session. */
export interface WorkshopCardProps {
  workshop: WorkshopSummary
}

/** One line of the calendar: what, when, and whether it is planned, running or over. */
export function WorkshopCard({ workshop }: WorkshopCardProps): ReactNode {
  const { t } = useTranslation('workshops')
  const lang = useLang()
  return (
    <li>
      <Link to="/seances/$workshopId" params={{ workshopId: workshop.id }} className={cards.card ?? ''}>
        <Group justify="space-between" gap="xs">
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {workshop.title}
          </Text>
          <StateBadge state={workshop.state} />
        </Group>
        <Text size="sm" c="dimmed">
          {formatMoment(workshop.startsAt, lang)} · {t('minutes', { count: workshop.minutes })}
        </Text>
      </Link>
    </li>
  )
}
