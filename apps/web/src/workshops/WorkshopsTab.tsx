import { Button, Group, Stack, Text, Title } from '@mantine/core'
import type { Cohort } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { workshopsQuery } from '../api/workshops.ts'
import { EmptyPlace } from '../ui/EmptyPlace.tsx'
import { formatMonth } from '../ui/format-date.ts'
import { Icon } from '../ui/Icon.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { useLang } from '../ui/use-lang.ts'
import { byMonth, calendarOf } from './calendar.ts'
import { MeetingCard } from './MeetingCard.tsx'
import { WorkshopCard } from './WorkshopCard.tsx'

/** Which cohort. */
export interface WorkshopsTabProps {
  cohort: Cohort
}

/** The sessions of a cohort and the meetings between them, month by month: the calendar of its year. */
export function WorkshopsTab({ cohort }: WorkshopsTabProps): ReactNode {
  const { t } = useTranslation('workshops')
  const lang = useLang()
  const query = useQuery(workshopsQuery(cohort.id))
  const mayPlan = cohort.rights.includes('workshop.manage')
  const prepare = (
    <Button
      component={Link}
      to={`/cohortes/${cohort.id}/seances/nouvelle`}
      leftSection={<Icon name="plus" />}
    >
      {t('prepare')}
    </Button>
  )
  return (
    <Loaded query={query}>
      {({ workshops }) =>
        workshops.length === 0 ? (
          <EmptyPlace title={t('emptyTitle')} text={t(mayPlan ? 'emptyText' : 'emptyWait')}>
            {mayPlan && prepare}
          </EmptyPlace>
        ) : (
          <Stack gap="lg">
            {mayPlan && <Group>{prepare}</Group>}
            {byMonth(calendarOf(workshops)).map((month) => (
              <Stack key={month.key} gap="xs">
                <Title order={2} fz={18}>
                  <Text span inherit style={{ display: 'inline-block' }} tt="capitalize">
                    {formatMonth(month.first, lang)}
                  </Text>
                </Title>
                <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
                  {month.entries.map((entry) =>
                    entry.kind === 'session' ? (
                      <WorkshopCard key={entry.workshop.id} workshop={entry.workshop} />
                    ) : (
                      <MeetingCard key={entry.meeting.boardId} meeting={entry.meeting} of={entry.of} />
                    ),
                  )}
                </Stack>
              </Stack>
            ))}
          </Stack>
        )
      }
    </Loaded>
  )
}
