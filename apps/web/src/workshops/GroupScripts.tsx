import { Button, Group, Paper, Stack, Text } from '@mantine/core'
import { stepText } from '@tablee/board/script'
import type { WorkshopScriptCommand, WorkshopView } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/api-error.ts'
import { newRequestId } from '../api/request-id.ts'
import { groupStepsQuery, runGroupScripts } from '../api/workshops.ts'
import { notifyDone, notifyProblem } from '../ui/notify.ts'
import { useCommand } from '../ui/use-command.ts'
import { useLang } from '../ui/use-lang.ts'
import { AskedOnce } from './asked-once.ts'
import { toldOutcome } from './told-outcome.ts'

const COMMANDS = ['start', 'next', 'addTime', 'pause', 'resume'] as const
type Pressed = (typeof COMMANDS)[number]

/** As many groups side by side as the page has room for. */
const PLACES = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(280px, 100%), 1fr))',
  gap: '4px 24px',
  listStyle: 'none',
} as const

/** At which step each group is, and the same command to all of them; each goes on from the step that is shown here. */
export function GroupScripts({ workshop }: { workshop: WorkshopView }): ReactNode {
  const { t } = useTranslation('workshops')
  const lang = useLang()
  const { id, groups } = workshop
  const steps = useQuery(groupStepsQuery(id))
  const [asked] = useState(() => new AskedOnce<WorkshopScriptCommand>(newRequestId))
  const shown = new Map((steps.data?.boards ?? []).map((board) => [board.boardId, board]))
  const run = useCommand({
    run: async (pressed: Pressed) => {
      const { commandId, command } = asked.ask(commandOf(pressed))
      try {
        const answer = await runGroupScripts(id, commandId, command)
        asked.answered()
        return answer
      } catch (error) {
        if (isAnswer(error)) asked.answered()
        throw error
      }
    },
    refresh: [groupStepsQuery(id).queryKey],
    onDone({ boards }) {
      const { text, stayed } = toldOutcome(boards, { groups, lang, t })
      if (stayed) notifyProblem(text)
      else notifyDone(text)
    },
  })

  /** What was pressed, from the steps that stand on the screen at that moment. */
  function commandOf(pressed: Pressed): WorkshopScriptCommand {
    if (pressed === 'start') return { do: 'start' }
    const from = Object.fromEntries(
      [...shown].flatMap(([boardId, { step }]) => (step ? [[boardId, step.id]] : [])),
    )
    return pressed === 'addTime' ? { do: 'addTime', from, minutes: 1 } : { do: pressed, from }
  }

  function placeText(boardId: string): string {
    const board = shown.get(boardId)
    if (!board) return steps.isPending ? t('scripts.reading') : t('scripts.unknown')
    const { phase, step } = board
    if (step) return t('scripts.at', { step: stepText(step.title, lang), at: step.at, of: step.of })
    return t(phase === 'ended' ? 'scripts.ended' : 'scripts.ready')
  }

  return (
    <Paper p="md" component="section" aria-label={t('scripts.title')}>
      <Stack gap="xs">
        <Text fw={600}>{t('scripts.title')}</Text>
        <Text size="sm" c="dimmed">
          {t('scripts.hint')}
        </Text>
        {/* fifteen groups are read at a glance, side by side */}
        <Stack component="ul" gap={0} p={0} m={0} style={PLACES}>
          {groups.map(({ boardId, name }) => (
            <Text component="li" size="sm" key={boardId} style={{ overflowWrap: 'anywhere' }}>
              <Text span inherit fw={600}>
                {name}
              </Text>
              {` · ${placeText(boardId)}`}
            </Text>
          ))}
        </Stack>
        <Group gap="xs">
          {COMMANDS.map((command) => (
            <Button
              key={command}
              size="sm"
              variant="default"
              loading={run.isPending && run.variables === command}
              disabled={run.isPending || !steps.data}
              onClick={() => run.mutate(command)}
            >
              {t(`scripts.${command}`)}
            </Button>
          ))}
        </Group>
      </Stack>
    </Paper>
  )
}

/** Whether the server itself said no: everything else may have been carried out, and is asked again under its id. */
function isAnswer(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    !['offline', 'answer_unreadable', 'internal', 'unavailable', 'storage_unavailable'].includes(error.code)
  )
}
