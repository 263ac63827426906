import { Text } from '@mantine/core'
import type { Collation } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './collation.module.css'

interface WordCountsProps {
  words: Collation['zones'][number]['words']
  /** The name of the zone, for who hears the list. */
  zone: string
  groups: number
}

/** Which words the groups chose in a zone, those of most groups first: a bar for each, and the numbers in words. */
export function WordCounts({ words, zone, groups }: WordCountsProps): ReactNode {
  const { t } = useTranslation('workshops')
  if (words.length === 0) return null
  return (
    <ul className={classes.words} aria-label={t('collation.words', { zone })}>
      {words.map(({ label, value, items, groups: in_ }) => (
        <li key={`${label} ${value}`} className={classes.word}>
          <Text size="sm" fw={600}>
            {value}
          </Text>
          <Text size="sm" c="dimmed">
            {[
              label,
              t('collation.inGroups', { count: in_, of: groups }),
              items > in_ ? t('collation.items', { count: items }) : '',
            ]
              .filter((part) => part !== '')
              .join(' · ')}
          </Text>
          <span className={classes.share} style={{ width: `${(100 * in_) / Math.max(1, groups)}%` }} />
        </li>
      ))}
    </ul>
  )
}
