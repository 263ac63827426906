import { Group, Text } from '@mantine/core'
import type { Meeting, WorkshopSummary } from '@tablee/contract'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import cards from '../ui/card.module.css'
import { formatMoment } from '../ui/format-date.ts'
import { useLang } from '../ui/use-lang.ts'

/** Which meeting, and the session that it follows. */
export interface MeetingCardProps {
  meeting: Meeting
  of: WorkshopSummary
}

/** One line of the calendar: which organisation meets its coach, and when; it leads to their board. */
export function MeetingCard({ meeting, of }: MeetingCardProps): ReactNode {
  const { t } = useTranslation('workshops')
  const lang = useLang()
  return (
    <li>
      <Link to="/tableaux/$boardId" params={{ boardId: meeting.boardId }} className={cards.card ?? ''}>
        <Group justify="space-between" gap="xs">
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {meeting.organisation ?? meeting.title}
          </Text>
          <Text size="sm" c="dimmed">
            {t('coaching.one')}
          </Text>
        </Group>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {formatMoment(meeting.meetsAt, lang)} · {of.title}
        </Text>
      </Link>
    </li>
  )
}
