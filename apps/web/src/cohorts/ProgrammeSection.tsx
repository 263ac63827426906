import { Button, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import type { ProgrammeList } from '@tablee/contract'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import cards from '../ui/card.module.css'
import { Icon } from '../ui/Icon.tsx'
import { NewCohortDialog } from './NewCohortDialog.tsx'

/** One programme of the list. */
export interface ProgrammeSectionProps {
  programme: ProgrammeList['programmes'][number]
}

/** A programme and its cohorts as cards. */
export function ProgrammeSection({ programme }: ProgrammeSectionProps): ReactNode {
  const { t } = useTranslation('cohorts')
  const [creating, setCreating] = useState(false)
  const mayCreate = programme.rights.includes('cohort.create')
  return (
    <Stack component="section" gap="sm" aria-labelledby={`programme-${programme.id}`}>
      <Group justify="space-between" align="center">
        <Title order={2} fz={20} id={`programme-${programme.id}`}>
          {programme.name}
        </Title>
        {mayCreate && (
          <Button
            variant="subtle"
            size="sm"
            leftSection={<Icon name="plus" />}
            onClick={() => setCreating(true)}
          >
            {t('home.newCohort')}
          </Button>
        )}
      </Group>
      {programme.cohorts.length === 0 && <Text c="dimmed">{t('home.noCohort')}</Text>}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {programme.cohorts.map((cohort) => (
          <Link
            key={cohort.id}
            to="/cohortes/$cohortId"
            params={{ cohortId: cohort.id }}
            className={cards.card}
          >
            <Text fw={600} fz="lg" style={{ overflowWrap: 'anywhere' }}>
              {cohort.name}
            </Text>
            <Text size="sm" c="dimmed">
              {t('home.organisations', { count: cohort.organisations })}
              {cohort.roles.length > 0 &&
                ` · ${cohort.roles.map((role) => t(`roles.${role}`, { ns: 'common' })).join(', ')}`}
            </Text>
          </Link>
        ))}
      </SimpleGrid>
      {mayCreate && (
        <NewCohortDialog programmeId={programme.id} opened={creating} onClose={() => setCreating(false)} />
      )}
    </Stack>
  )
}
