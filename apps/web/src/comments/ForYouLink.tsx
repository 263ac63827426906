import { Anchor, Badge } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { forYouQuery } from './for-you-query.ts'

/** In the bar of every page: how many conversations name the person and are new to her; nothing when nobody ever did. */
export function ForYouLink(): ReactNode {
  const { t } = useTranslation('comments')
  const { data } = useQuery(forYouQuery)
  if (!data || data.mentions.length === 0) return null
  return (
    <Anchor
      component={Link}
      to="/pour-vous"
      size="sm"
      underline="hover"
      c="inherit"
      px={8}
      py={10}
      style={{ display: 'inline-flex', alignItems: 'center', whiteSpace: 'nowrap' }}
      aria-label={data.unseen > 0 ? t('forYou.link', { count: data.unseen }) : t('forYou.title')}
    >
      {t('forYou.title')}
      {data.unseen > 0 && (
        <Badge ml={6} circle>
          {data.unseen}
        </Badge>
      )}
    </Anchor>
  )
}
