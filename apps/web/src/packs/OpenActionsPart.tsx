import { Checkbox, Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { OpenAction, WorkshopView } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { openActionsQuery, tickAction } from '../api/packs.ts'
import { formatWhen } from '../ui/format-date.ts'
import { useCommand } from '../ui/use-command.ts'
import { useLang } from '../ui/use-lang.ts'
import { ParkedItems } from './ParkedItems.tsx'
import { TakeActions } from './TakeActions.tsx'

/** A session that is not closed. */
export interface OpenActionsPartProps {
  workshop: WorkshopView
}

/** What earlier sessions left open: what, who, when, from which group; ticked off here, and taken to the plenary. */
export function OpenActionsPart({ workshop }: OpenActionsPartProps): ReactNode {
  const { t } = useTranslation('workshops')
  const lang = useLang()
  const query = useQuery(openActionsQuery(workshop.id))
  const tick = useCommand({
    run: ({ board, itemId, done }: OpenAction) =>
      tickAction(workshop.id, { boardId: board.id, itemId, done: !done }),
    refresh: [openActionsQuery(workshop.id).queryKey],
  })
  const { actions = [], later = [] } = query.data ?? {}
  if (actions.length === 0) return later.length > 0 && <ParkedItems workshop={workshop} items={later} />
  const left = actions.filter(({ done }) => !done)
  const decided = (
    <Paper p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="sm">
        <Group justify="space-between" gap="sm">
          <Title order={2} fz={20}>
            {t('open.title')}
          </Title>
          <Text size="sm" c="dimmed" role="status">
            {t('open.left', { count: left.length })}
          </Text>
        </Group>
        <Text size="sm" c="dimmed">
          {t('open.hint')}
        </Text>
        <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
          {actions.map((action) => (
            <li key={`${action.board.id}/${action.itemId}`}>
              <Checkbox
                checked={action.done}
                disabled={!action.mayTick || (tick.isPending && tick.variables === action)}
                onChange={() => tick.mutate(action)}
                label={
                  <span
                    style={{
                      textDecoration: action.done ? 'line-through' : 'none',
                      overflowWrap: 'anywhere',
                    }}
                  >
                    {action.text}
                  </span>
                }
                description={[
                  action.who,
                  formatWhen(action.when, lang),
                  action.board.group === null ? action.board.title : t('group', { name: action.board.group }),
                  action.workshop.title,
                  action.taken ? t('open.taken') : '',
                ]
                  .filter((part) => part !== '')
                  .join(' · ')}
              />
            </li>
          ))}
        </Stack>
        {workshop.may.run && workshop.plenary && (
          <TakeActions
            workshop={workshop}
            plenary={workshop.plenary}
            actions={left.filter(({ taken }) => !taken)}
          />
        )}
      </Stack>
    </Paper>
  )
  return (
    <>
      {decided}
      {later.length > 0 && <ParkedItems workshop={workshop} items={later} />}
    </>
  )
}
