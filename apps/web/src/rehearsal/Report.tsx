import { List, Paper, Stack, Text, Title } from '@mantine/core'
import type { RehearsalReport } from '@tablee/board/rehearsal'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../ui/format-date.ts'
import { useLang } from '../ui/use-lang.ts'
import { RehearsedStep } from './RehearsedStep.tsx'
import { RehearsedZone } from './RehearsedZone.tsx'

/** What a rehearsal came to, and when it was. */
export interface ReportProps {
  boardId: string
  report: RehearsalReport
  /** ISO 8601. */
  at: string
}

/** What a coach reads after a rehearsal: how long it takes, and step by step what to change. */
export function Report({ boardId, report, at }: ReportProps): ReactNode {
  const { t } = useTranslation('rehearsal')
  const lang = useLang()
  const { people, steps, zones } = report
  const findings = [...steps, ...zones].reduce((sum, { findings: own }) => sum + own.length, 0)
  const needed = Math.round(report.neededMinutes)
  const longest = Math.max(
    ...steps.flatMap(({ plannedMinutes, neededMinutes }) => [plannedMinutes, neededMinutes]),
  )
  return (
    <Stack gap="lg">
      <Stack gap={4}>
        <Title order={2} fz={22}>
          {findings === 0 ? t('nothing') : t('findings', { count: findings })}
        </Title>
        <Text>{t('summary', { count: people, needed, planned: report.plannedMinutes })}</Text>
        <Text size="sm" c="dimmed">
          {t('rehearsedAt', { at: formatMoment(at, lang) })}
        </Text>
      </Stack>
      <Paper p={{ base: 'md', sm: 'lg' }} component="section" aria-labelledby="rehearsed-steps">
        <Title order={3} fz={18} id="rehearsed-steps" mb="sm">
          {t('steps')}
        </Title>
        <Stack component="ol" gap={0} m={0} p={0}>
          {steps.map((step, at) => (
            <RehearsedStep key={step.id} boardId={boardId} step={step} number={at + 1} longest={longest} />
          ))}
        </Stack>
      </Paper>
      {zones.length > 0 && (
        <Paper p={{ base: 'md', sm: 'lg' }} component="section" aria-labelledby="rehearsed-zones">
          <Title order={3} fz={18} id="rehearsed-zones" mb="sm">
            {t('zones')}
          </Title>
          <Stack component="ul" gap={0} m={0} p={0}>
            {zones.map((zone) => (
              <RehearsedZone key={zone.id} boardId={boardId} zone={zone} />
            ))}
          </Stack>
        </Paper>
      )}
      <details>
        <summary>{t('how.title')}</summary>
        <List size="sm" mt="xs" spacing={4} maw={680}>
          {(['settle', 'write', 'hear', 'read', 'vote'] as const).map((part) => (
            <List.Item key={part}>{t(`how.${part}`)}</List.Item>
          ))}
        </List>
      </details>
    </Stack>
  )
}
