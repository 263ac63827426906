import { Button, Group, Stack, Text, Title } from '@mantine/core'
import type { Cohort, WorkshopSummary } from '@tablee/contract'
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
import { WorkshopCard } from './WorkshopCard.tsx'

/** Which cohort. */
export interface WorkshopsTabProps {
  cohort: Cohort
}

/** The sessions of a cohort, month by month: the calendar of its year. */
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
            {byMonth(workshops).map((month) => (
              <Stack key={month.key} gap="xs">
                <Title order={2} fz={18}>
                  <Text span inherit style={{ display: 'inline-block' }} tt="capitalize">
                    {formatMonth(month.first, lang)}
                  </Text>
                </Title>
                <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
                  {month.workshops.map((workshop) => (
                    <WorkshopCard key={workshop.id} workshop={workshop} />
                  ))}
                </Stack>
              </Stack>
            ))}
          </Stack>
        )
      }
    </Loaded>
  )
}

interface Month {
  key: string
  first: string
  workshops: WorkshopSummary[]
}

/** They come in the order of their beginning; months are those of the reader's clock. */
function byMonth(workshops: readonly WorkshopSummary[]): Month[] {
  const months: Month[] = []
  for (const workshop of workshops) {
    const day = new Date(workshop.startsAt)
    const key = `${day.getFullYear()}-${day.getMonth()}`
    const last = months.at(-1)
    if (last?.key === key) last.workshops.push(workshop)
    else months.push({ key, first: workshop.startsAt, workshops: [workshop] })
  }
  return months
}
