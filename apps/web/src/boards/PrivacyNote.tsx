import { Text } from '@mantine/core'
import type { SnapshotSummary } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLang } from '../ui/use-lang.ts'
import classes from './snapshot-card.module.css'

/** What to know before anything of a board of this method is shown to others; nothing where there is nothing to fear. */
export function PrivacyNote({ privacy }: Pick<SnapshotSummary, 'privacy'>): ReactNode {
  const { t } = useTranslation('boards')
  const lang = useLang()
  if (privacy === null) return null
  return (
    <Text size="sm" className={privacy.isDelicate ? classes.delicate : undefined}>
      <strong>{t(privacy.isDelicate ? 'privacy.delicate' : 'privacy.note')}</strong> {privacy.note[lang]}
    </Text>
  )
}
