import { Mark, Text } from '@mantine/core'
import type { SearchAnswer } from '@tablee/contract'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import cards from '../ui/card.module.css'
import { itemFragment } from './item-link.ts'
import { splitExcerpt } from './split-excerpt.ts'

/** One thing that was found. */
export interface FoundItemProps {
  result: SearchAnswer['results'][number]
}

/** A note with the words that were sought in it, and where it stands; leads to it on its board. */
export function FoundItem({ result }: FoundItemProps): ReactNode {
  const { t } = useTranslation('search')
  const { board, zone, excerpt, itemId } = result
  const places = [board.title, board.organisation ?? t('everybody'), zone?.title ?? t('outside')]
  return (
    <Link
      to="/tableaux/$boardId"
      params={{ boardId: board.id }}
      hash={itemFragment(itemId)}
      preload={false}
      className={cards.card}
      style={{ display: 'block', minHeight: 0 }}
    >
      <Text style={{ overflowWrap: 'anywhere' }}>
        {splitExcerpt(excerpt).map(({ text, isFound, at }) =>
          isFound ? <Mark key={at}>{text}</Mark> : <span key={at}>{text}</span>,
        )}
      </Text>
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {places.join(' · ')}
      </Text>
    </Link>
  )
}
