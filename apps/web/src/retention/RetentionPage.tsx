import { Anchor, Badge, Group, Paper, Stack, Text } from '@mantine/core'
import type { Retention } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { retentionsQuery } from '../api/retention.ts'
import { EmptyPlace } from '../ui/EmptyPlace.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { Page } from '../ui/Page.tsx'
import { useLang } from '../ui/use-lang.ts'
import { ProgrammeMonths } from './ProgrammeMonths.tsx'
import { STATE_COLOURS, sayRetention } from './retention-text.ts'

/** `/conservation`: what is due, of every cohort that one looks after; those that need somebody first. */
export function RetentionPage(): ReactNode {
  const { t } = useTranslation('retention')
  const retentions = useQuery(retentionsQuery)
  return (
    <Page title={t('pageTitle')}>
      <Loaded query={retentions}>
        {({ cohorts }) =>
          cohorts.length === 0 ? (
            <EmptyPlace title={t('emptyTitle')} text={t('emptyText')} />
          ) : (
            <Stack>
              <Text maw={680}>{t('lead')}</Text>
              <ProgrammeMonths cohorts={cohorts} />
              <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
                {cohorts.map((retention) => (
                  <RetentionRow key={retention.cohortId} retention={retention} />
                ))}
              </Stack>
            </Stack>
          )
        }
      </Loaded>
    </Page>
  )
}

function RetentionRow({ retention }: { retention: Retention }): ReactNode {
  const { t } = useTranslation('retention')
  const lang = useLang()
  const { cohortId, cohortName, programmeName, state, boards, snapshots } = retention
  return (
    <Paper component="li" px="md" py="sm">
      <Group gap="sm">
        <Anchor component={Link} to={`/cohortes/${cohortId}?onglet=conservation`} fw={600}>
          {cohortName}
        </Anchor>
        <Badge variant="light" tt="none" color={STATE_COLOURS[state]}>
          {t(`state.${state}`)}
        </Badge>
      </Group>
      <Text>{sayRetention(retention, { t, lang })}</Text>
      <Text size="sm" c="dimmed">
        {[
          programmeName,
          ...(state === 'erased'
            ? []
            : [t('boards', { count: boards }), t('snapshots', { count: snapshots })]),
        ].join(' · ')}
      </Text>
    </Paper>
  )
}
