import { Button, Group, Paper, Progress, Stack, Text } from '@mantine/core'
import type { RehearsalView } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { rehearsalQuery, stopRehearsal } from '../api/rehearsal.ts'
import { useCommand } from '../ui/use-command.ts'

/** A rehearsal that runs. */
export interface RunningRehearsalProps {
  boardId: string
  rehearsal: NonNullable<RehearsalView['rehearsal']>
}

/** How far it is, and the button that stops it. */
export function RunningRehearsal({ boardId, rehearsal }: RunningRehearsalProps): ReactNode {
  const { t } = useTranslation('rehearsal')
  const stop = useCommand({
    run: () => stopRehearsal(boardId),
    refresh: [rehearsalQuery(boardId).queryKey],
  })
  const { steps, stepsDone, people } = rehearsal
  const step = Math.min(steps, stepsDone + 1)
  return (
    <Paper p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="md">
        <Text role="status" fw={600}>
          {t('running', { step, steps, count: people })}
        </Text>
        <Progress value={(100 * stepsDone) / steps} aria-label={t('progress')} size="lg" radius="sm" />
        <Group justify="space-between" gap="md">
          <Text size="sm" c="dimmed" maw={560}>
            {t('runningHint')}
          </Text>
          <Button variant="default" loading={stop.isPending || stop.isSuccess} onClick={() => stop.mutate()}>
            {t('stop')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}
