import { Stack, Text, Title } from '@mantine/core'
import type { ProgrammeList } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { OverviewTab } from './OverviewTab.tsx'

/** One cohort that a partner follows. */
export interface FollowedCohortProps {
  cohort: ProgrammeList['followed'][number]
  /** Which of several: she is told no name. */
  number: number | null
}

/** What a partner sees of a cohort: its numbers, as soon as she signs in. */
export function FollowedCohort({ cohort, number }: FollowedCohortProps): ReactNode {
  const { t } = useTranslation('overview')
  return (
    <Stack component="section" gap="md" aria-labelledby={`followed-${cohort.id}`}>
      <div>
        <Title order={2} fz={20} id={`followed-${cohort.id}`}>
          {number === null ? t('followed') : t('followedNumber', { n: number })}
        </Title>
        <Text c="dimmed">{t('followedText')}</Text>
      </div>
      <OverviewTab cohort={cohort} named={false} />
    </Stack>
  )
}
