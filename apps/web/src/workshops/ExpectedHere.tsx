import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { WorkshopView } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { arrive, workshopQuery } from '../api/workshops.ts'
import { boardPath } from '../outline/page-address.ts'
import { useCommand } from '../ui/use-command.ts'

/** Which session. */
export interface ExpectedHereProps {
  workshop: WorkshopView
}

/** Where one is expected now, and one big button that leads there. */
export function ExpectedHere({ workshop }: ExpectedHereProps): ReactNode {
  const { t } = useTranslation('workshops')
  const { mine, groups, state, outside, plenary, collated, coaching } = workshop
  const group = groups.find(({ boardId }) => boardId === mine.boardId)
  const visited = [...(collated ? [collated] : []), ...coaching].find(
    ({ boardId }) => boardId === mine.boardId,
  )
  const here = plenary ? 'page.expected' : 'page.visiting'
  const go = useCommand({
    // outside the door the page of the board is the waiting room
    run: async () => (outside ? mine : arrive(workshop.id)),
    refresh: [workshopQuery(workshop.id).queryKey],
    // a page of its own where the screen is small: the plan is easier to write in than the canvas
    onDone: ({ boardId }) =>
      location.assign(boardPath(boardId, matchMedia('(max-width: 48em)').matches ? 'plan' : 'canvas')),
  })
  return (
    <Paper p={{ base: 'md', sm: 'lg' }} withBorder style={{ borderLeftWidth: 6 }}>
      <Group justify="space-between" gap="md">
        <Stack gap={4}>
          <Text c="dimmed">
            {t(outside ? 'page.outside' : state === 'closed' ? 'page.closedText' : here)}
          </Text>
          <Title order={2} fz={24} style={{ overflowWrap: 'anywhere' }}>
            {group?.name ?? (plenary ? t('plenary') : (visited?.title ?? workshop.title))}
          </Title>
          {outside ? (
            <Text size="sm">{t('page.outsideHint')}</Text>
          ) : (
            state === 'planned' && <Text size="sm">{t('page.notStarted')}</Text>
          )}
        </Stack>
        <Button
          size={state === 'closed' ? 'md' : 'lg'}
          // what is looked for then are the files below
          variant={state === 'closed' ? 'default' : 'filled'}
          loading={go.isPending || go.isSuccess}
          onClick={() => go.mutate()}
        >
          {t(state === 'closed' ? 'page.openBoard' : 'page.join')}
        </Button>
      </Group>
    </Paper>
  )
}
