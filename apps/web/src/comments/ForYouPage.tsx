import { Anchor, Badge, Group, Paper, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { markForYouSeen } from '../api/comments.ts'
import { boardPath } from '../outline/page-address.ts'
import { itemFragment } from '../search/item-link.ts'
import { formatMoment } from '../ui/format-date.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { Page } from '../ui/Page.tsx'
import { useLang } from '../ui/use-lang.ts'
import { forYouQuery } from './for-you-query.ts'

/** `/pour-vous`: the conversations that name the person, each one click away. Being here marks them as seen. */
export function ForYouPage(): ReactNode {
  const { t } = useTranslation('comments')
  const lang = useLang()
  const client = useQueryClient()
  const query = useQuery(forYouQuery)
  const { mutate } = useMutation({
    mutationFn: markForYouSeen,
    // what is new stays marked while she reads it; the count in the bar is asked anew
    onSuccess: () =>
      client.setQueryData(forYouQuery.queryKey, (before) => before && { ...before, unseen: 0 }),
  })
  const unseen = query.data?.unseen ?? 0
  useEffect(() => {
    if (unseen > 0) mutate()
  }, [unseen, mutate])
  return (
    <Page title={t('forYou.title')}>
      <Loaded query={query}>
        {({ mentions }) => (
          <Stack gap="sm">
            <Text c="dimmed">{t(mentions.length === 0 ? 'forYou.empty' : 'forYou.lead')}</Text>
            {mentions.map((mention) => (
              <Paper key={mention.commentId} p="md">
                <Stack gap={4}>
                  <Group gap="xs">
                    <Text fw={600}>{mention.author ?? t('unsigned')}</Text>
                    <Text size="sm" c="dimmed">
                      {formatMoment(mention.at, lang)}
                    </Text>
                    {!mention.seen && <Badge tt="none">{t('forYou.new')}</Badge>}
                    {mention.resolved && (
                      <Badge variant="light" color="gray" tt="none">
                        {t('forYou.resolved')}
                      </Badge>
                    )}
                  </Group>
                  <Text style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>{mention.text}</Text>
                  <Anchor
                    href={`${boardPath(mention.board.id, 'plan')}#${itemFragment(mention.targetId)}`}
                    py={4}
                  >
                    {mention.board.title}
                  </Anchor>
                </Stack>
              </Paper>
            ))}
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}
