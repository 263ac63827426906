import { Badge, Group, List, Paper, Stack, Text, Title } from '@mantine/core'
import type { Retention } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { retentionQuery } from '../api/retention.ts'
import { formatDay } from '../ui/format-date.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { useLang } from '../ui/use-lang.ts'
import { PausePart } from './PausePart.tsx'
import { RetentionForm } from './RetentionForm.tsx'
import { STATE_COLOURS, sayRetention } from './retention-text.ts'

/** How long the raw boards of a cohort are kept: what comes when, and who decided what. */
export function RetentionTab({ cohortId }: { cohortId: string }): ReactNode {
  const retention = useQuery(retentionQuery(cohortId))
  return <Loaded query={retention}>{(loaded) => <RetentionParts retention={loaded} />}</Loaded>
}

function RetentionParts({ retention }: { retention: Retention }): ReactNode {
  const { t } = useTranslation('retention')
  const lang = useLang()
  const { state, boards, snapshots, log } = retention
  return (
    <Stack maw={680} gap="lg">
      <Text>{t('lead')}</Text>
      <Paper p="lg">
        <Stack gap="xs">
          <Group gap="sm">
            <Title order={2} fz={20}>
              {t('nowTitle')}
            </Title>
            <Badge variant="light" tt="none" color={STATE_COLOURS[state]}>
              {t(`state.${state}`)}
            </Badge>
          </Group>
          <Text>{sayRetention(retention, { t, lang })}</Text>
          {state === 'paused' && <Text>{t('because', { reason: retention.pauseReason })}</Text>}
          {state !== 'erased' && (
            <Text size="sm" c="dimmed">
              {t('boards', { count: boards })} · {t('snapshots', { count: snapshots })}
            </Text>
          )}
        </Stack>
      </Paper>
      {state !== 'erased' && (
        <>
          <RetentionForm key={`${retention.endedOn} ${retention.keepMonths}`} retention={retention} />
          <PausePart retention={retention} />
        </>
      )}
      {log.length > 0 && (
        <Stack gap="xs">
          <Title order={2} fz={20}>
            {t('logTitle')}
          </Title>
          <List listStyleType="none" spacing={4}>
            {log.map(({ act, at, facts }) => (
              <List.Item key={`${at} ${act}`}>
                <Text size="sm">
                  {t('logLine', {
                    day: formatDay(at, lang),
                    what: t(
                      `act.${act}${facts.endedOn === null || facts.keepMonths === null ? '_none' : ''}`,
                      {
                        day: typeof facts.endedOn === 'string' ? formatDay(facts.endedOn, lang) : '',
                        count: facts.keepMonths ?? facts.boards ?? 0,
                      },
                    ),
                  })}
                </Text>
              </List.Item>
            ))}
          </List>
        </Stack>
      )}
    </Stack>
  )
}
