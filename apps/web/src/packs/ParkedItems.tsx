import { Checkbox, Paper, Stack, Text, Title } from '@mantine/core'
import type { ParkedItem, WorkshopView } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { resolveComment } from '../api/comments.ts'
import { openActionsQuery } from '../api/packs.ts'
import { useCommand } from '../ui/use-command.ts'

/** What earlier sessions put aside, for a session that is not closed. */
export interface ParkedItemsProps {
  workshop: WorkshopView
  items: readonly ParkedItem[]
}

/** What earlier sessions put aside: what, about what, from which group; ticked off when it was taken up. */
export function ParkedItems({ workshop, items }: ParkedItemsProps): ReactNode {
  const { t } = useTranslation('workshops')
  const resolve = useCommand({
    run: ({ board, commentId }: ParkedItem) => resolveComment(board.id, commentId, true),
    refresh: [openActionsQuery(workshop.id).queryKey],
  })
  return (
    <Paper p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="sm">
        <Title order={2} fz={20}>
          {t('open.later')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('open.laterHint')}
        </Text>
        <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
          {items.map((item) => (
            <li key={item.commentId}>
              <Checkbox
                checked={resolve.isPending && resolve.variables === item}
                disabled={!item.mayResolve || resolve.isPending}
                onChange={() => resolve.mutate(item)}
                label={<span style={{ overflowWrap: 'anywhere' }}>{item.text}</span>}
                description={[
                  item.about,
                  item.board.group === null ? item.board.title : t('group', { name: item.board.group }),
                  item.workshop.title,
                ]
                  .filter((part) => part !== '')
                  .join(' · ')}
              />
            </li>
          ))}
        </Stack>
      </Stack>
    </Paper>
  )
}
