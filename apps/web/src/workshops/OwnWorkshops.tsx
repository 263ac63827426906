import { Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ownWorkshopsQuery } from '../api/workshops.ts'
import { calendarOf } from './calendar.ts'
import { MeetingCard } from './MeetingCard.tsx'
import { WorkshopCard } from './WorkshopCard.tsx'

/** Sessions shown on the first page, and meetings: the cohort's page has all. */
const SHOWN = 3
/** A meeting stays for the day on which it was, in ms. */
const MEETING_STAYS_MS = 12 * 3_600_000

/** The sessions that are running or to come, and the next meetings; nothing when there are none. */
export function OwnWorkshops(): ReactNode {
  const { t } = useTranslation('workshops')
  const { data } = useQuery(ownWorkshopsQuery)
  const [since] = useState(() => Date.now() - MEETING_STAYS_MS)
  const entries = calendarOf(data?.workshops ?? [])
  const sessions = entries.filter((entry) => entry.kind === 'session' && entry.workshop.state !== 'closed')
  const meetings = entries.filter(({ kind, at }) => kind === 'meeting' && Date.parse(at) > since)
  const shown = new Set([...sessions.slice(0, SHOWN), ...meetings.slice(0, SHOWN)])
  if (shown.size === 0) return null
  return (
    <Stack gap="sm">
      <Title order={2} fz={20}>
        {t('mine')}
      </Title>
      <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {entries
          .filter((entry) => shown.has(entry))
          .map((entry) =>
            entry.kind === 'session' ? (
              <WorkshopCard key={entry.workshop.id} workshop={entry.workshop} />
            ) : (
              <MeetingCard key={entry.meeting.boardId} meeting={entry.meeting} of={entry.of} />
            ),
          )}
      </Stack>
    </Stack>
  )
}
