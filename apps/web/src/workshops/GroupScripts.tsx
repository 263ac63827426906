import { Button, Group, Paper, Stack, Text } from '@mantine/core'
import type { WorkshopScriptCommand } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { newRequestId } from '../api/request-id.ts'
import { runGroupScripts } from '../api/workshops.ts'
import { notifyDone, notifyProblem } from '../ui/notify.ts'
import { useCommand } from '../ui/use-command.ts'

const COMMANDS = [
  { do: 'start' },
  { do: 'next' },
  { do: 'addTime', minutes: 1 },
  { do: 'pause' },
  { do: 'resume' },
] as const satisfies readonly WorkshopScriptCommand[]

/** The same command to the scripts of all groups; each goes on from the step where it is. */
export function GroupScripts({ workshopId }: { workshopId: string }): ReactNode {
  const { t } = useTranslation('workshops')
  const run = useCommand({
    run: (command: WorkshopScriptCommand) => runGroupScripts(workshopId, newRequestId(), command),
    refresh: [],
    onDone({ boards }) {
      const count = boards.filter(({ done }) => done).length
      if (count === 0) notifyProblem(t('scripts.none'))
      else notifyDone(t('scripts.done', { count }))
    },
  })
  return (
    <Paper p="md" component="section" aria-label={t('scripts.title')}>
      <Stack gap="xs">
        <Text fw={600}>{t('scripts.title')}</Text>
        <Text size="sm" c="dimmed">
          {t('scripts.hint')}
        </Text>
        <Group gap="xs">
          {COMMANDS.map((command) => (
            <Button
              key={command.do}
              size="sm"
              variant="default"
              loading={run.isPending && run.variables.do === command.do}
              disabled={run.isPending}
              onClick={() => run.mutate(command)}
            >
              {t(`scripts.${command.do}`)}
            </Button>
          ))}
        </Group>
      </Stack>
    </Paper>
  )
}
